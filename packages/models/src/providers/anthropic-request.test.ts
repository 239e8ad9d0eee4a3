import { describe, expect, it } from 'vitest';

import type { ModelMessage } from '../model-provider.ts';
import { toWireCallId } from '../to-wire-call-id.ts';
import { AnthropicParameters } from './anthropic-parameters.ts';
import { toAnthropicRequest } from './anthropic-request.ts';

const build = (messages: readonly ModelMessage[], parameters = {}) =>
  toAnthropicRequest({ model: 'm', instructions: '', messages, tools: [], parameters }, 'anthropic');

const id = toWireCallId('run.2');
const call = { type: 'tool-call', callId: 'run.2', tool: 'add', arguments: { x: 1 } } as const;

describe('a history for Anthropic', () => {
  it('has user and assistant in turns, results first, failures flagged', () => {
    const messages: ModelMessage[] = [
      { role: 'user', text: 'one' },
      { role: 'user', text: ' ' },
      { role: 'assistant', blocks: [{ type: 'text', text: '' }, call] },
      { role: 'tool', results: [{ callId: 'run.2', tool: 'add', text: '', isError: true }] },
      { role: 'user', text: 'and?' },
    ];
    expect(build(messages).messages).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'one' },
          { type: 'text', text: '…' },
        ],
      },
      { role: 'assistant', content: [{ type: 'tool_use', id, name: 'add', input: { x: 1 } }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: id, is_error: true },
          { type: 'text', text: 'and?' },
        ],
      },
    ]);
  });

  it('has thinking where it stood, whole or redacted, and none without its state', () => {
    const opaque = (data: Record<string, string | number>) => ({ issuer: 'anthropic', data });
    const messages: ModelMessage[] = [
      {
        role: 'assistant',
        blocks: [
          { type: 'thinking', text: 'a', opaque: opaque({ signature: 's1' }) },
          { type: 'thinking', text: 'foreign' },
          { type: 'thinking', text: '', opaque: opaque({ redacted: 'r', after_calls: 1 }) },
          call,
        ],
      },
    ];
    expect(build(messages).messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: '…' }] },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'a', signature: 's1' },
          { type: 'tool_use', id, name: 'add', input: { x: 1 } },
          { type: 'redacted_thinking', data: 'r' },
        ],
      },
    ]);
  });

  it('does without a fixed budget for thinking while a turn is open that began without', () => {
    const thinking = { type: 'enabled', budget_tokens: 2048 };
    const open = (...before: Extract<ModelMessage, { role: 'assistant' }>['blocks']): ModelMessage[] => [
      { role: 'user', text: 'add' },
      { role: 'assistant', blocks: [...before, call] },
      { role: 'tool', results: [{ callId: 'run.2', tool: 'add', text: '3', isError: false }] },
    ];
    const own = { type: 'thinking', text: 'a', opaque: { issuer: 'anthropic', data: { signature: 's' } } } as const;
    const answer: ModelMessage = { role: 'assistant', blocks: [{ type: 'text', text: '3' }] };
    const thinkingOf = (messages: readonly ModelMessage[], given: object = thinking) =>
      build(messages, { thinking: given }).thinking?.type;
    expect(thinkingOf(open())).toBe('disabled');
    expect(thinkingOf(open(own))).toBe('enabled');
    expect(thinkingOf([...open(), answer, { role: 'user', text: 'and?' }])).toBe('enabled');
    expect(thinkingOf(open(), { type: 'adaptive' })).toBe('adaptive');
    expect(build(open(), { thinking }).max_tokens).toBe(2048 + 8192);
  });

  it('tells arguments that were no object as text', () => {
    const [, turn] = build([
      { role: 'user', text: 'a' },
      { role: 'assistant', blocks: [{ ...call, arguments: '{"x":' }] },
    ]).messages;
    expect(turn?.content).toMatchObject([{ input: { text: '{"x":' } }]);
  });
});

describe('parameters for Anthropic', () => {
  it('leaves room for the answer beside a thinking budget', () => {
    expect(build([]).max_tokens).toBe(8192);
    const request = build([], { thinking: { type: 'enabled', budget_tokens: 10_000 } });
    expect(request).toMatchObject({ max_tokens: 18_192, thinking: { type: 'enabled', display: 'summarized' } });
  });

  it('puts effort, output and cache where the API has them', () => {
    const schema = { type: 'object' };
    expect(build([], { effort: 'low', output: { name: 'a', schema }, cache: '1h' })).toMatchObject({
      output_config: { effort: 'low', format: { type: 'json_schema', schema } },
      cache_control: { type: 'ephemeral', ttl: '1h' },
    });
  });

  it.each([
    { temperature: 1 },
    { max_tokens: 0 },
    { thinking: { type: 'enabled' } },
    { output: { name: 'a b', schema: {} } },
  ])('refuses %j', (parameters) => {
    expect(AnthropicParameters.safeParse(parameters).success).toBe(false);
  });
});
