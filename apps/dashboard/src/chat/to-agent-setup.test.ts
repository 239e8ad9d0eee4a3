import { AgentSpec, type AgentSpecInput, type Model, type Tool } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toAgentSetup } from './to-agent-setup.ts';

const spec = (fields: AgentSpecInput): AgentSpec => AgentSpec.parse({ tools: 'all', ...fields });
const model = (id: string, fields: Partial<Model> = {}): Model => {
  const [provider = '', name = ''] = id.split('/');
  const capabilities = { tools: null, thinking: null, structuredOutput: null, images: null };
  const unknown = { contextWindow: null, maxOutputTokens: null, capabilities, price: null };
  return {
    id,
    provider,
    model: name,
    title: `Title of ${id}`,
    isScripted: false,
    isDefault: false,
    ...unknown,
    ...fields,
  };
};
const tool = (name: string, effect: Tool['effect'], enabled = true): Tool => ({
  name,
  title: name,
  description: '',
  icon: '',
  effect,
  enabled,
  usage: { calls: 0, failures: 0, p95DurationMs: null, lastAt: null },
});

const models = [model('demo/demo', { isScripted: true, isDefault: true }), model('open/large')];
const tools = [tool('add', 'read'), tool('send', 'varies'), tool('drop', 'write', false)];
const chosen = { provider: 'open', model: 'large', parameters: {} };

test('the model: the chosen one, else the first of the agent, else the default', () => {
  const titleOf = (modelId: string | null, agent: AgentSpec) => toAgentSetup({ spec: agent, modelId, models, tools });
  expect(titleOf('open/large', spec({}))).toMatchObject({ modelTitle: 'Title of open/large', isScripted: false });
  expect(titleOf(null, spec({ models: [chosen] })).modelTitle).toBe('Title of open/large');
  expect(titleOf(null, spec({}))).toMatchObject({ modelTitle: 'Title of demo/demo', isScripted: true });
  expect(titleOf('gone/one', spec({})).modelTitle).toBe('gone/one');
});

test('the tools: those of the agent that are switched on', () => {
  const of = (names: AgentSpecInput['tools']) =>
    toAgentSetup({ spec: spec({ tools: names }), modelId: null, models, tools });
  expect(of('all').tools.map(({ name }) => name)).toEqual(['add', 'send']);
  expect(of('all').canWrite).toBe(true);
  expect(of(['add', 'drop'])).toMatchObject({ tools: [{ name: 'add' }], canWrite: false });
});
