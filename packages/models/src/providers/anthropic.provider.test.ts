import Anthropic from '@anthropic-ai/sdk';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { answerArbitrary } from '../conformance/answer.arbitrary.ts';
import { collectAnswer, collectError } from '../conformance/collect-answer.ts';
import type { ConformanceSubject } from '../conformance/conformance-subject.ts';
import { toRequest } from '../conformance/conformance-subject.ts';
import { describeProviderConformance } from '../conformance/describe-provider-conformance.ts';
import { toWireText } from '../conformance/wire-answer.ts';
import { writeAnthropic } from '../conformance/write-anthropic.ts';
import { createAnthropicProvider } from './anthropic.provider.ts';

const subject: ConformanceSubject = {
  name: 'anthropic',
  create: (connection) => createAnthropicProvider({ connection }),
  model: 'claude-sonnet-5',
  basePath: '',
  frames: writeAnthropic,
  toEcho: ({ state }) => state,
};

describeProviderConformance(subject);

const serve =
  (wire: string): typeof globalThis.fetch =>
  async () =>
    new Response(wire, { headers: { 'content-type': 'text/event-stream' } });

const read = (wire: string) =>
  collectAnswer(subject.create({ apiKey: 'key', baseUrl: null, fetch: serve(wire) }), toRequest(subject));

it('reads what the SDK’s own accumulator reads', async () => {
  await fc.assert(
    fc.asyncProperty(answerArbitrary, async (answer) => {
      const wire = toWireText(writeAnthropic(answer));
      const client = new Anthropic({ apiKey: 'key', fetch: serve(wire) });
      const stream = client.messages.stream({ model: subject.model, max_tokens: 9, messages: [] });
      const { content, id, model, usage } = await stream.finalMessage();
      const theirs = content.map((block) => {
        if (block.type === 'thinking') return ['thinking', block.thinking, block.signature];
        return block.type === 'tool_use'
          ? ['tool-call', block.name, block.input]
          : [block.type, 'text' in block && block.text];
      });
      const ours = await read(wire);
      const blocks = ours.blocks.map(({ kind, text, tool, opaque }) => {
        if (kind === 'thinking') return [kind, text, Object(opaque?.data).signature];
        return kind === 'tool-call' ? [kind, tool, JSON.parse(text || '{}')] : [kind, text];
      });
      expect(blocks).toEqual(theirs);
      expect(ours.finish).toMatchObject({ responseId: id, model });
      expect(ours.finish.usage?.outputText).toBe(usage.output_tokens);
    }),
  );
});

const frame = (event: object): string => `data: ${JSON.stringify(event)}\n\n`;

it('keeps redacted thinking, and tells why an answer was refused', async () => {
  const { head } = writeAnthropic({});
  const block = { type: 'redacted_thinking', data: 'b3BhcXVl' };
  const stop_details = { type: 'refusal', category: 'cyber', explanation: 'Not this.' };
  const { blocks, finish } = await read(
    [
      ...head,
      frame({ type: 'content_block_start', index: 0, content_block: block }),
      frame({ type: 'content_block_stop', index: 0 }),
      frame({ type: 'message_delta', delta: { stop_reason: 'refusal', stop_details }, usage: { output_tokens: 2 } }),
      frame({ type: 'message_stop' }),
    ].join(''),
  );
  expect(blocks).toEqual([
    { kind: 'thinking', text: '', opaque: { issuer: 'anthropic', data: { redacted: 'b3BhcXVl' } } },
    { kind: 'refusal', text: 'Not this.' },
  ]);
  expect(finish.reason).toBe('filter');
});

it('knows nothing of blocks and events that it does not read', async () => {
  const { head, body, tail } = writeAnthropic({ text: ['Hi'] });
  const odd = [
    frame({ type: 'content_block_start', index: 7, content_block: { type: 'server_tool_use', id: 's', name: 'n' } }),
    frame({ type: 'content_block_delta', index: 7, delta: { type: 'input_json_delta', partial_json: '{}' } }),
    frame({ type: 'content_block_stop', index: 7 }),
    frame({ type: 'thread_news' }),
  ];
  expect((await read([...head, ...odd, ...body, ...tail].join(''))).blocks).toEqual([{ kind: 'text', text: 'Hi' }]);
});

it.each([
  ['overloaded_error', 'overloaded'],
  ['rate_limit_error', 'rate-limit'],
  ['authentication_error', 'auth'],
  ['a_new_error', 'overloaded'],
])('a failure in mid-stream (%s) is one of its kind (%s)', async (type, kind) => {
  const wire = [...writeAnthropic({}).head, frame({ type: 'error', error: { type, message: 'No.' } })].join('');
  const provider = subject.create({ apiKey: 'key', baseUrl: null, fetch: serve(wire) });
  expect(await collectError(provider, toRequest(subject))).toMatchObject({ name: 'ModelError', kind });
});
