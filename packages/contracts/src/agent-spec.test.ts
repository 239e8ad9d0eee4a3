import { expect, test } from 'vitest';

import { AgentSpec } from './agent-spec.ts';
import { toCanonicalJson } from './to-canonical-json.ts';

test('a definition that says little is as it usually is, and reads itself again', () => {
  const spec = AgentSpec.parse({
    instructions: 'Be brief.',
    tools: ['calculator', { name: 'file_io', fixedArguments: { path: 'a' } }],
  });
  expect(spec).toMatchObject({
    models: [],
    tools: [{ name: 'calculator', fixedArguments: {} }, { name: 'file_io' }],
    output: null,
    historyRuns: null,
    whenBusy: 'queue',
    limits: { steps: 25, costNanoUsd: null },
  });
  expect(AgentSpec.parse(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
});

test('unknown fields and broken text are refused by name', () => {
  const pathsOf = (spec: object) => AgentSpec.safeParse(spec).error?.issues.map(({ path }) => path.join('.'));
  expect(pathsOf({ instructions: 'a\0' })).toEqual(['instructions']);
  expect(pathsOf({ limits: { steps: 0 } })).toEqual(['limits.steps']);
  expect(pathsOf({ variables: [{ name: 'No' }] })).toEqual(['variables.0.name']);
  expect(AgentSpec.safeParse({ model: 'x' }).success).toBe(false);
});

test('canonical JSON is the same for the same value, whatever its order', () => {
  expect(toCanonicalJson({ b: [{ d: 1, c: null }], a: 'x', e: undefined })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  expect(toCanonicalJson([2, 1])).toBe('[2,1]');
});
