import fc from 'fast-check';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';

import { answerArbitrary } from '../conformance/answer.arbitrary.ts';
import { foldEvents } from '../conformance/collect-answer.ts';
import { describeProviderConformance } from '../conformance/describe-provider-conformance.ts';
import { toWireText } from '../conformance/wire-answer.ts';
import { writeOpenai } from '../conformance/write-openai.ts';
import type { ModelEvent, ModelRequest } from '../model-provider.ts';
import { OpenaiState } from './openai-state.ts';
import { toOpenaiUsage } from './openai-usage.ts';
import { createOpenaiProvider } from './openai.provider.ts';

const request: ModelRequest = {
  model: 'gpt-5.6',
  instructions: '',
  messages: [{ role: 'user', text: 'Hi' }],
  tools: [],
  parameters: {},
};

const toWire = (events: readonly object[]): string =>
  events.map((event, index) => `data: ${JSON.stringify({ sequence_number: index, ...event })}\n\n`).join('');

/** A server that answers everything with the same stream. */
const serve = (wire: string) => async () => new Response(wire, { headers: { 'content-type': 'text/event-stream' } });

const run = async (wire: string): Promise<ModelEvent[]> => {
  const provider = createOpenaiProvider({ connection: { apiKey: 'sk-test', baseUrl: null, fetch: serve(wire) } });
  const events: ModelEvent[] = [];
  for await (const batch of provider.stream(request, { signal: new AbortController().signal })) events.push(...batch);
  return events;
};

const reasoning = (id: string, text: string) => ({
  id,
  type: 'reasoning',
  summary: text === '' ? [] : [{ type: 'summary_text', text }],
  encrypted_content: `secret of ${id}`,
});
const call = (id: string, args: string) => ({
  id: `fc_${id}`,
  type: 'function_call',
  call_id: `call_${id}`,
  name: 'add',
  arguments: args,
  status: 'completed',
});
const answer = (rest: object) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  model: 'gpt-5.6-2026-09-01',
  status: 'completed',
  output: [] as object[],
  ...rest,
});
const usage = {
  input_tokens: 17_903,
  input_tokens_details: { cached_tokens: 17_817, cache_write_tokens: 0 },
  output_tokens: 120,
  output_tokens_details: { reasoning_tokens: 100 },
  total_tokens: 18_023,
};

const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  status: 'completed',
  phase: 'commentary',
  content: [{ type: 'output_text', text: 'Adding 🧮 twice.', annotations: [] }],
};
const output = [
  reasoning('rs_1', 'One.\n\nTwo.'),
  message,
  call('1', '{"a":1}'),
  reasoning('rs_2', ''),
  call('2', '{"a":2}'),
];

/** Thoughts, a word to the user, a call, more thoughts, another call. */
const turn = toWire([
  { type: 'response.created', response: answer({ status: 'in_progress' }) },
  {
    type: 'response.output_item.added',
    output_index: 0,
    item: { ...reasoning('rs_1', ''), encrypted_content: 'part' },
  },
  {
    type: 'response.reasoning_summary_part.added',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    part: { type: 'summary_text', text: '' },
  },
  {
    type: 'response.reasoning_summary_text.delta',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    delta: 'One.\n\n',
  },
  { type: 'response.reasoning_summary_text.delta', item_id: 'rs_1', output_index: 0, summary_index: 0, delta: 'Two.' },
  { type: 'response.output_item.done', output_index: 0, item: output[0] },
  { type: 'response.output_item.added', output_index: 1, item: { ...message, content: [] } },
  {
    type: 'response.content_part.added',
    item_id: 'msg_1',
    output_index: 1,
    content_index: 0,
    part: { type: 'output_text', text: '', annotations: [] },
  },
  {
    type: 'response.output_text.delta',
    item_id: 'msg_1',
    output_index: 1,
    content_index: 0,
    delta: 'Adding 🧮',
    logprobs: [],
  },
  {
    type: 'response.output_text.delta',
    item_id: 'msg_1',
    output_index: 1,
    content_index: 0,
    delta: ' twice.',
    logprobs: [],
  },
  { type: 'response.output_item.done', output_index: 1, item: message },
  { type: 'response.output_item.added', output_index: 2, item: { ...call('1', ''), status: 'in_progress' } },
  { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 2, delta: '{"a"' },
  { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 2, delta: ':1}' },
  {
    type: 'response.function_call_arguments.done',
    item_id: 'fc_1',
    output_index: 2,
    name: 'add',
    arguments: '{"a":1}',
  },
  { type: 'response.output_item.done', output_index: 2, item: output[2] },
  { type: 'response.output_item.added', output_index: 3, item: reasoning('rs_2', '') },
  { type: 'response.output_item.done', output_index: 3, item: output[3] },
  { type: 'response.output_item.added', output_index: 4, item: { ...call('2', ''), status: 'in_progress' } },
  { type: 'response.output_item.done', output_index: 4, item: output[4] },
  { type: 'response.completed', response: answer({ output, usage }) },
]);

/** Our answer to the wire, and the SDK's: reasoning with its state, texts and calls in order. */
const readBoth = async (wire: string) => {
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: 'http://openai.test', fetch: serve(wire) });
  const { output: items } = await client.responses.stream({ model: 'gpt-5.6', input: 'Hi' }).finalResponse();
  const theirs = items.map((item) => {
    if (item.type === 'reasoning') return [item.summary.map(({ text }) => text).join(''), item.encrypted_content];
    if (item.type === 'function_call') return [item.call_id, item.name, item.arguments];
    return item.type === 'message' ? item.content.map((part) => (part.type === 'output_text' ? part.text : '')) : [];
  });
  const { blocks } = foldEvents(await run(wire));
  const ours = blocks.map(({ kind, callId, tool, text, opaque }) => {
    if (kind === 'tool-call') return [callId, tool, text];
    return kind === 'thinking' ? [text, OpenaiState.parse(opaque?.data).encrypted_content] : [text];
  });
  return { ours, theirs };
};

describe('a turn of OpenAI', () => {
  it('arrives as blocks in order, the state of each with its end', async () => {
    const events = await run(turn);
    expect(events.filter(({ type }) => type !== 'block-delta')).toEqual([
      { type: 'block-start', block: 0, kind: 'thinking' },
      {
        type: 'block-end',
        block: 0,
        opaque: { issuer: 'openai', data: { id: 'rs_1', encrypted_content: 'secret of rs_1' } },
      },
      { type: 'block-start', block: 1, kind: 'text' },
      { type: 'block-end', block: 1, opaque: { issuer: 'openai', data: { phase: 'commentary' } } },
      { type: 'block-start', block: 2, kind: 'tool-call', callId: 'call_1', tool: 'add' },
      { type: 'block-end', block: 2 },
      { type: 'block-start', block: 3, kind: 'thinking' },
      {
        type: 'block-end',
        block: 3,
        opaque: { issuer: 'openai', data: { id: 'rs_2', encrypted_content: 'secret of rs_2', after_calls: 1 } },
      },
      { type: 'block-start', block: 4, kind: 'tool-call', callId: 'call_2', tool: 'add' },
      { type: 'block-end', block: 4 },
      {
        type: 'finish',
        reason: 'tool-calls',
        usage: toOpenaiUsage(usage)?.usage,
        rawUsage: usage,
        responseId: 'resp_1',
        model: 'gpt-5.6-2026-09-01',
      },
    ]);
  });

  it('says what the SDK’s own accumulator says', async () => {
    const { ours, theirs } = await readBoth(turn);
    expect(ours).toEqual(theirs);
  });

  it('says what the SDK’s own accumulator says, whatever the answer', async () => {
    await fc.assert(
      fc.asyncProperty(answerArbitrary, async (said) => {
        const { ours, theirs } = await readBoth(toWireText(writeOpenai(said)));
        expect(ours).toEqual(theirs);
      }),
    );
  });
});

describe('the end of an answer of OpenAI', () => {
  const finish = async (event: object) => (await run(toWire([...said, event]))).at(-1);
  const said = [{ type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'Well' }];

  it.each([
    ['completed', null, 'stop'],
    ['incomplete', 'max_output_tokens', 'length'],
    ['incomplete', 'content_filter', 'filter'],
    ['incomplete', 'steered', 'stop'],
    ['incomplete', null, 'length'],
    ['invented', 'invented', 'stop'],
  ])('%s by %s is %s', async (status, reason, expected) => {
    const type = status === 'incomplete' ? 'response.incomplete' : 'response.completed';
    const response = answer({ status, incomplete_details: reason === null ? null : { reason } });
    expect(await finish({ type, response })).toEqual({
      type: 'finish',
      reason: expected,
      usage: null,
      responseId: 'resp_1',
      model: 'gpt-5.6-2026-09-01',
    });
  });

  it.each([
    ['rate_limit_exceeded', 'rate-limit'],
    ['server_error', 'overloaded'],
    ['insufficient_quota', 'quota'],
    ['context_length_exceeded', 'context'],
    ['invalid_prompt', 'invalid'],
    ['bio_policy', 'filter'],
  ])('failing by %s is the error %s', async (code, kind) => {
    const error = { code, message: 'As they say.' };
    const failed = finish({ type: 'response.failed', response: answer({ status: 'failed', error }) });
    await expect(failed).rejects.toMatchObject({ name: 'ModelError', kind });
    await expect(finish({ type: 'error', ...error })).rejects.toMatchObject({ name: 'ModelError', kind });
    await expect(finish({ type: 'error', error })).rejects.toMatchObject({ name: 'ModelError', kind });
  });

  it('that is missing is an error', async () => {
    await expect(run(toWire(said))).rejects.toMatchObject({ name: 'ModelError', kind: 'protocol' });
  });

  it('tells a refusal as one, and an answer that came whole only', async () => {
    const content = [
      { type: 'refusal', refusal: 'No.' },
      { type: 'output_text', text: 'Really.' },
    ];
    const events = await run(
      toWire([{ type: 'response.completed', response: answer({ output: [{ ...message, phase: null, content }] }) }]),
    );
    expect(events.slice(0, -1)).toEqual([
      { type: 'block-start', block: 0, kind: 'refusal' },
      { type: 'block-delta', block: 0, text: 'No.' },
      { type: 'block-start', block: 1, kind: 'text' },
      { type: 'block-delta', block: 1, text: 'Really.' },
      { type: 'block-end', block: 0 },
      { type: 'block-end', block: 1 },
    ]);
  });
});

describeProviderConformance({
  name: 'openai',
  create: (connection) => createOpenaiProvider({ connection }),
  model: 'gpt-5.6',
  basePath: '/v1',
  frames: writeOpenai,
  toEcho: ({ state }) => state,
});
