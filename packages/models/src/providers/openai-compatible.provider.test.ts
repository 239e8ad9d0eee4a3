import fc from 'fast-check';
import OpenAI from 'openai';
import { expect, it } from 'vitest';

import { answerArbitrary } from '../conformance/answer.arbitrary.ts';
import { collectAnswer, collectError, textOf } from '../conformance/collect-answer.ts';
import { type ConformanceSubject, toRequest } from '../conformance/conformance-subject.ts';
import { describeProviderConformance } from '../conformance/describe-provider-conformance.ts';
import { toWireText } from '../conformance/wire-answer.ts';
import { writeOpenaiCompatible } from '../conformance/write-openai-compatible.ts';
import { createOpenaiCompatibleProvider } from './openai-compatible.provider.ts';

const subject: ConformanceSubject = {
  name: 'openai-compatible',
  create: (connection) => createOpenaiCompatibleProvider({ connection }),
  model: 'llama-5',
  basePath: '/v1',
  frames: writeOpenaiCompatible,
  toEcho: ({ text }) => text,
};

describeProviderConformance(subject);

const serve =
  (wire: string): typeof globalThis.fetch =>
  async () =>
    new Response(wire, { headers: { 'content-type': 'text/event-stream' } });

const open = (wire: string) => subject.create({ apiKey: null, baseUrl: 'http://server.test/v1', fetch: serve(wire) });
const read = (wire: string) => collectAnswer(open(wire), toRequest(subject));

it('reads what the SDK’s own accumulator reads', async () => {
  await fc.assert(
    fc.asyncProperty(answerArbitrary, async (answer) => {
      const wire = toWireText(writeOpenaiCompatible(answer));
      const client = new OpenAI({ apiKey: 'key', fetch: serve(wire) });
      const stream = client.chat.completions.stream({ model: subject.model, messages: [], stream: true });
      const theirs = await stream.finalChatCompletion();
      const said = theirs.choices[0]?.message;
      const calls = said?.tool_calls?.map((call) =>
        call.type === 'function' ? [call.id, call.function.name, call.function.arguments] : [],
      );
      const ours = await read(wire);
      expect(textOf(ours, 'text')).toBe(said?.content ?? '');
      expect(textOf(ours, 'thinking')).toBe(answer.thought?.text ?? '');
      const asked = ours.blocks.filter(({ kind }) => kind === 'tool-call');
      expect(asked.map(({ callId, tool, text }) => [callId, tool, text])).toEqual(calls ?? []);
      expect(ours.finish).toMatchObject({ responseId: theirs.id, model: theirs.model, rawUsage: theirs.usage });
    }),
  );
});

const chunk = (delta: object, finish_reason: string | null = null, rest: object = {}): string =>
  `data: ${JSON.stringify({ id: 'c', model: 'm', choices: [{ index: 0, delta, finish_reason }], ...rest })}\n\n`;

const callPiece = (call: object): string => chunk({ tool_calls: [call] });

it('takes thoughts as `reasoning`, and as parts of the content', async () => {
  const wire = [
    chunk({ reasoning: 'Hm' }),
    chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Well' }] }] }),
    chunk({ content: [{ type: 'text', text: 'Yes' }] }),
    chunk({ content: null }, 'stop'),
  ].join('');
  expect((await read(wire)).blocks).toEqual([
    { kind: 'thinking', text: 'HmWell', opaque: { issuer: 'openai-compatible', data: { field: 'reasoning' } } },
    { kind: 'text', text: 'Yes' },
  ]);
});

it('takes refusals, and usage from the last chunk or from Groq', async () => {
  const usage = { prompt_tokens: 3, completion_tokens: 2 };
  const refused = await read(chunk({ refusal: 'No.' }) + chunk({}, 'content_filter', { usage }));
  expect(refused).toMatchObject({
    blocks: [{ kind: 'refusal', text: 'No.' }],
    finish: { reason: 'filter', rawUsage: usage },
  });
  const groq = await read(chunk({ content: 'Hi' }) + chunk({}, 'length', { x_groq: { usage } }));
  expect(groq.finish).toMatchObject({ reason: 'length', usage: { inputFresh: 3, outputText: 2 } });
});

it.each([
  [
    'no index',
    [
      { id: 'a', function: { name: 'f', arguments: '{}' } },
      { id: 'b', function: { name: 'g', arguments: '{}' } },
    ],
  ],
  [
    'neither index nor id',
    [
      { function: { name: 'f', arguments: '{' } },
      { function: { arguments: '}' } },
      { function: { name: 'g', arguments: {} } },
    ],
  ],
  [
    'one index for all',
    [
      { index: 0, id: 'a', function: { name: 'f', arguments: '{}' } },
      { index: 0, id: 'b', function: { name: 'g', arguments: '{}' } },
    ],
  ],
  [
    'a late name',
    [
      { index: 0, id: 'a', function: { arguments: '{' } },
      { index: 0, function: { name: 'f', arguments: '}' } },
      { index: 1, id: 'b', function: { name: 'g', arguments: '{}' } },
    ],
  ],
  [
    'the name in every piece',
    [
      { index: 0, id: 'a', function: { name: 'f', arguments: '{' } },
      { index: 0, id: 'a', function: { name: 'f', arguments: '}' } },
      { index: 1, id: 'b', function: { name: 'g', arguments: '{}' } },
    ],
  ],
  [
    'pieces in turns',
    [
      { index: 0, id: 'a', function: { name: 'f', arguments: '{' } },
      { index: 1, id: 'b', function: { name: 'g', arguments: '{' } },
      { index: 0, function: { arguments: '}' } },
      { index: 1, function: { arguments: '}' } },
    ],
  ],
])('tells calls apart that come with %s', async (_, pieces) => {
  const { blocks, finish } = await read(pieces.map(callPiece).join('') + chunk({}, 'stop') + 'data: [DONE]\n\n');
  expect(blocks.map(({ tool, text }) => [tool, text])).toEqual([
    ['f', '{}'],
    ['g', '{}'],
  ]);
  expect(finish.reason).toBe('tool-calls');
});

it('takes [DONE] after content as an end, and nothing after it', async () => {
  const wire = chunk({ content: 'Hi' }) + 'data: [DONE]\n\n' + chunk({ content: ' and more' });
  expect(await read(wire)).toMatchObject({ blocks: [{ text: 'Hi' }], finish: { reason: 'stop', usage: null } });
});

it.each([
  [{ code: 502, message: 'Upstream is gone.' }, 'overloaded'],
  [{ code: 429, message: 'Slow down.' }, 'rate-limit'],
  [{ code: 'server_error', message: 'Oops.' }, 'overloaded'],
  ['Out of memory', 'overloaded'],
])('a failure in mid-stream (%j) is one of its kind (%s)', async (error, kind) => {
  const wire = chunk({ content: 'Hi' }) + `data: ${JSON.stringify({ error })}\n\n`;
  expect(await collectError(open(wire), toRequest(subject))).toMatchObject({ name: 'ModelError', kind });
});

it('sends a key when there is one, and none when there is none', async () => {
  const seen: (string | null)[] = [];
  for (const apiKey of ['a-key', null]) {
    const fetch: typeof globalThis.fetch = (input, init) => {
      seen.push(new Headers(init?.headers).get('authorization'));
      return serve(chunk({ content: 'Hi' }, 'stop'))(input, init);
    };
    await collectAnswer(subject.create({ apiKey, baseUrl: 'http://server.test/v1', fetch }), toRequest(subject));
  }
  expect(seen).toEqual(['Bearer a-key', null]);
});
