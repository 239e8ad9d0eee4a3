import { describe, expect, it } from 'vitest';

import { listAnthropicFaults } from './list-anthropic-faults.ts';
import { listGoogleFaults } from './list-google-faults.ts';
import { listOpenaiCompatibleFaults } from './list-openai-compatible-faults.ts';
import { listOpenaiFaults } from './list-openai-faults.ts';

const id = 'abcdefghi';

describe('what vendors refuse', () => {
  const text = { type: 'text', text: 'Hi' };
  const use = { type: 'tool_use', id, name: 'add', input: {} };
  const result = { type: 'tool_result', tool_use_id: id, content: '3' };
  const user = (...content: object[]) => ({ role: 'user', content });
  const assistant = (...content: object[]) => ({ role: 'assistant', content });

  it.each<[object, string]>([
    [{ messages: [user(text), assistant(use), user(text)] }, 'does not answer each tool_use'],
    [{ messages: [user(text), assistant(use), user(text, result)] }, 'begins with no result'],
    [{ messages: [user(text), assistant(use), user(result)], tools: undefined }, 'no tools'],
    [{ messages: [assistant(text), user(text)] }, 'out of turn'],
    [{ messages: [user({ type: 'text', text: ' ' })] }, 'messages.0.content.0.text'],
    [{ messages: [user(text), assistant({ type: 'thinking', thinking: 'a' })] }, 'signature'],
    [
      { messages: [user(text), assistant(use), user(result)], thinking: { type: 'enabled', budget_tokens: 2 } },
      'begins without thinking',
    ],
  ])('Anthropic: %j', (rest, fault) => {
    const body = { model: 'm', max_tokens: 9, tools: [{ name: 'add' }], ...rest };
    const { tools, ...without } = body;
    expect(listAnthropicFaults(tools === undefined ? without : body).join()).toContain(fault);
  });

  const call = { type: 'function_call', call_id: id, name: 'add', arguments: '{}' };
  const reasoning = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 's' };
  it.each<[object[], string]>([
    [[call], 'no output'],
    [[{ type: 'function_call_output', call_id: id, output: '' }, call], 'no output'],
    [[{ type: 'function_call_output', call_id: id, output: '' }], 'not as many'],
    [[reasoning, { type: 'message', role: 'user', content: 'a' }], 'without its following item'],
    [[{ ...call, call_id: 'x'.repeat(65) }], 'call_id'],
  ])('OpenAI: %j', (input, fault) => {
    expect(listOpenaiFaults({ model: 'gpt-5', store: false, input }).join()).toContain(fault);
  });

  const asking = {
    role: 'assistant',
    content: null,
    tool_calls: [{ id, type: 'function', function: { name: 'a', arguments: '{}' } }],
  };
  it.each<[object[], string]>([
    [[asking], 'not answered'],
    [[asking, { role: 'user', content: 'a' }], 'before the calls are answered'],
    [[{ role: 'tool', tool_call_id: id, content: '3' }], 'answers no call'],
    [[{ role: 'assistant', content: null }], 'says nothing'],
    [[asking, { role: 'tool', tool_call_id: id, content: '3' }, { role: 'user', content: 'a' }], 'out of turn'],
    [[{ role: 'tool', tool_call_id: 'call_1', content: '3' }], 'tool_call_id'],
  ])('a compatible server: %j', (messages, fault) => {
    expect(listOpenaiCompatibleFaults({ model: 'm', messages }).join()).toContain(fault);
  });

  const asks = { role: 'model', parts: [{ functionCall: { id, name: 'a', args: {} }, thoughtSignature: 's' }] };
  const says = { role: 'user', parts: [{ text: 'a' }] };
  it.each<[object[], string]>([
    [[says, asks], 'not answered one by one'],
    [[says, { role: 'model', parts: [{ functionCall: { id, name: 'a', args: {} } }] }], 'unsigned'],
    [[asks], 'not the user’s'],
    [[{ role: 'user', parts: [{ text: '' }] }], 'empty part'],
    [[{ role: 'user', parts: [{ functionResponse: { id, name: 'a', response: {} } }] }], 'answers no call'],
  ])('Google: %j', (contents, fault) => {
    expect(listGoogleFaults({ contents }).join()).toContain(fault);
  });
});
