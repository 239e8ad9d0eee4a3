import { expect, test } from 'vitest';

import { exampleSpec } from './example-spec.ts';
import { listHolding, toFaultAt, toPartFault } from './spec-faults.ts';

const refusal = {
  spec: exampleSpec,
  issues: [
    { path: 'spec.models.0.parameters.temperature', message: 'must be at most 2' },
    { path: 'spec.models.parameters.effort', message: 'is no parameter' },
    { path: 'spec.instructions', message: '{{name}} is no variable of the agent' },
    { path: 'variables.company', message: 'must be given' },
  ],
};

test('faults stand at their field, those of no field at their part', () => {
  const issues = listHolding(refusal, exampleSpec);
  expect(toFaultAt(issues, 'models.0.parameters')).toBe('temperature: must be at most 2');
  expect(toFaultAt(issues, 'models.0.model')).toBeNull();
  expect(toFaultAt(issues, 'instructions')).toBe('{{name}} is no variable of the agent');
  expect(toPartFault(issues, 'models')).toBe('parameters.effort: is no parameter');
  expect(toPartFault(issues, 'variables')).toBeNull();
});

test('a fault goes when its place was changed, and stays when another was', () => {
  const changed = { ...exampleSpec, instructions: 'Be exact.', tools: 'all' as const };
  const issues = listHolding(refusal, changed);
  expect(toFaultAt(issues, 'instructions')).toBeNull();
  expect(toPartFault(issues, 'models')).toBe('parameters.effort: is no parameter');
});
