import { AgentSpec } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { type FileAgent, formatAgentFile, formatFileSchema, parseAgentFile } from './agent-file.ts';

const agent: FileAgent = {
  slug: 'order-desk',
  name: 'Order desk',
  description: '',
  type: 'support',
  project: '',
  capabilities: ['arithmetic'],
  status: 'active',
  spec: AgentSpec.parse({
    instructions: 'One.\nTwo.',
    tools: ['calculator', { name: 'file_io', fixedArguments: { operation: 'list' } }],
  }),
};

const issuesOf = (text: string) => {
  const parsed = parseAgentFile(text);
  return 'issues' in parsed ? parsed.issues : [];
};

test('a file reads as the agent that it was written from, and is the same text for the same agent', () => {
  const text = formatAgentFile(agent);
  expect(parseAgentFile(text)).toEqual({ agent });
  const turned = Object.fromEntries(Object.entries(agent.spec).toReversed());
  expect(formatAgentFile({ ...agent, spec: AgentSpec.parse(turned) })).toBe(text);
  expect(text.endsWith('}\n')).toBe(true);
  expect(text).toContain('"tools": [\n      "calculator",\n');
});

test('what a file leaves out is as it usually is', () => {
  const parsed = parseAgentFile('{"format": 1, "slug": "a", "name": "A", "spec": {}}');
  expect(parsed).toMatchObject({ agent: { status: 'draft', spec: { limits: { steps: 25 } } } });
});

test.each([
  ['no JSON', '{', 'is no JSON'],
  ['nested too deep', '['.repeat(100_000), 'deeper than 64'],
  ['of a newer format', formatAgentFile(agent).replace('"format": 1', '"format": 2'), 'another version'],
  ['with a path as its slug', formatAgentFile(agent).replace('order-desk', '../evil'), 'lower-case letters'],
  ['with a member that there is not', formatAgentFile(agent).replace('"limits"', '"limit"'), 'limit'],
])('a file that is %s is refused', (_, text, message) => {
  expect(issuesOf(text)).toContainEqual(expect.objectContaining({ message: expect.stringContaining(message) }));
});

test('faults have their place', () => {
  expect(issuesOf(formatAgentFile(agent).replace('"steps": 25', '"steps": 0'))).toMatchObject([
    { path: 'spec.limits.steps' },
  ]);
});

test('the schema for editors is JSON Schema that names every member', () => {
  const schema: unknown = JSON.parse(formatFileSchema());
  expect(schema).toMatchObject({
    $schema: expect.stringContaining('json-schema.org'),
    required: ['format', 'slug', 'name', 'spec'],
    properties: { spec: { properties: { tools: expect.anything() } } },
  });
});
