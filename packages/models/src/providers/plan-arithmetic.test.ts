import { expect, test } from 'vitest';

import { planArithmetic, type PlannedStep } from './plan-arithmetic.ts';

const show = (step: PlannedStep): string =>
  step.kind === 'expression' ? step.expression : `${step.operation} ${step.x ?? '…'} ${step.y}`;

test.each([
  ['What is 5 + 10, then multiply by 3?', ['add 5 10', 'multiply … 3']],
  ['1 + 1, then add 2, then add 3, then add 4', ['add 1 1', 'add … 2', 'add … 3', 'add … 4']],
  ['10 - 2 + 3', ['subtract 10 2', 'add … 3']],
  ['5 + 10, then times 3', ['add 5 10', 'multiply … 3']],
  ['-5 + 3', ['add -5 3']],
  ['5 + -3', ['add 5 -3']],
  ['add 5 and -3', ['add 5 -3']],
  ['add 5 and 10 and 20', ['add 5 10', 'add … 20']],
  ['1e5 + 2', ['add 100000 2']],
  ['-2^2', ['-2^2']],
  ['2 + 2*3', ['2+2*3']],
  ['square root of 16', ['sqrt(16)']],
  ['Is 4 + 4 8?', ['add 4 4']],
  ['It is -5 degrees on 2026-11-21', []],
  ['multiply it by 2', []],
])('%s', (message, steps) => {
  expect(planArithmetic(message).map((step) => show(step))).toEqual(steps);
});

test('with a result from before, the first step may go on from it', () => {
  const plan = (message: string): string[] => planArithmetic(message, { hasPrevious: true }).map((step) => show(step));
  expect(plan('multiply it by 2')).toEqual(['multiply … 2']);
  expect(plan('now minus 5')).toEqual(['subtract … 5']);
  expect(plan('It is -5 degrees')).toEqual([]);
});

test('a number that the end of what is read cuts through is not used', () => {
  const steps = planArithmetic(`1 + 1${', then add 1234567'.repeat(200)}`);
  expect(steps.length).toBeGreaterThan(100);
  expect([...new Set(steps.slice(1).map((step) => show(step)))]).toEqual(['add … 1234567']);
});
