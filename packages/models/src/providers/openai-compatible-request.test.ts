import { expect, it } from 'vitest';

import type { ModelMessage } from '../model-provider.ts';
import { toWireCallId } from '../to-wire-call-id.ts';
import { toOpenaiCompatibleRequest } from './openai-compatible-request.ts';

const build = (messages: readonly ModelMessage[], parameters = {}, instructions = '') =>
  toOpenaiCompatibleRequest({ model: 'm', instructions, messages, tools: [], parameters }, 'local');

const opaque = (data: object) => ({ issuer: 'local', data: { ...data } });
const turn = (run: string, thought: string): ModelMessage[] => [
  {
    role: 'assistant',
    blocks: [
      { type: 'thinking', text: thought, opaque: opaque({ field: 'reasoning_content' }) },
      {
        type: 'tool-call',
        callId: `${run}.2`,
        tool: 'add',
        arguments: 'x',
        opaque: opaque({ extra_content: { sign: thought } }),
      },
    ],
  },
  { role: 'tool', results: [{ callId: `${run}.2`, tool: 'add', text: '', isError: run === 'b' }] },
];
const user = (text: string): ModelMessage => ({ role: 'user', text });

it('sends thoughts back while their turn is under way, not later', () => {
  const call = (run: string, thought: string) => ({
    role: 'assistant',
    content: null,
    tool_calls: [
      {
        type: 'function',
        id: toWireCallId(`${run}.2`),
        function: { name: 'add', arguments: '{"text":"x"}' },
        extra_content: { sign: thought },
      },
    ],
  });
  expect(build([user('one'), ...turn('a', 'old'), user(''), ...turn('b', 'new')], {}, 'Be brief.').messages).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'one' },
    call('a', 'old'),
    { role: 'tool', tool_call_id: toWireCallId('a.2'), content: '…' },
    { role: 'assistant', content: '…' },
    { role: 'user', content: '…' },
    { ...call('b', 'new'), reasoning_content: 'new' },
    { role: 'tool', tool_call_id: toWireCallId('b.2'), content: 'Error: ' },
  ]);
});

it('begins with the user, whose messages in a row are one', () => {
  const answer: ModelMessage = {
    role: 'assistant',
    blocks: [
      { type: 'text', text: 'Hi' },
      { type: 'text', text: 'you' },
    ],
  };
  expect(build([answer, user('one'), user('two')]).messages).toEqual([
    { role: 'user', content: '…' },
    { role: 'assistant', content: 'Hi\n\nyou' },
    { role: 'user', content: 'one\n\ntwo' },
  ]);
});

it('asks for usage unless told not to, and lets no extra field replace its own', () => {
  expect(build([])).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  const request = build([], { include_usage: false, extra_body: { model: 'other', stream: false, top_k: 5 } });
  expect(request).toMatchObject({ model: 'm', stream: true, top_k: 5 });
  expect(request).not.toHaveProperty('stream_options');
});

it('asks for JSON of a schema', () => {
  const schema = { type: 'object', properties: {}, required: [], additionalProperties: false };
  expect(build([], { output: { name: 'sum', schema } }).response_format).toMatchObject({
    type: 'json_schema',
    json_schema: { name: 'sum', schema },
  });
});
