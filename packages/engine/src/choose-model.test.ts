import { AgentSpec, type FailedAttempt } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { chooseModel, listModels, toRetryDelayMs } from './choose-model.ts';

const first = { provider: 'one', model: 'a', parameters: {} };
const second = { provider: 'two', model: 'b', parameters: {} };
const failed = (choice: typeof first, code: string): FailedAttempt => ({ ...choice, code, message: '' });

test('a fault that may pass keeps the model for four attempts, then the next is tried', () => {
  const overloaded = failed(first, 'overloaded');
  expect(chooseModel([first, second], [])).toBe(first);
  expect(chooseModel([first, second], [overloaded, overloaded, overloaded])).toBe(first);
  expect(chooseModel([first, second], [overloaded, overloaded, overloaded, overloaded])).toBe(second);
});

test('a fault that will not pass tries the next model at once, and none is left after the last', () => {
  expect(chooseModel([first, second], [failed(first, 'auth')])).toBe(second);
  expect(chooseModel([first, second], [failed(first, 'auth'), failed(second, 'invalid')])).toBeUndefined();
});

test('the provider’s wait wins over ours, and none is over a minute', () => {
  expect([1, 2, 3].map((failures) => toRetryDelayMs(failures, undefined, 0.5))).toEqual([1000, 2000, 4000]);
  expect(toRetryDelayMs(1, 12_000, 0)).toBe(12_000);
  expect(toRetryDelayMs(1, 3_600_000, 1)).toBe(60_000);
  expect(toRetryDelayMs(4, 12_000)).toBeNull();
});

test('waits differ, so that runs that failed together do not come back together; none is shorter than asked for', () => {
  expect([0, 1].map((random) => toRetryDelayMs(3, undefined, random))).toEqual([3000, 5000]);
  expect([0, 1].map((random) => toRetryDelayMs(3, 2000, random))).toEqual([2000, 2200]);
  expect(toRetryDelayMs(1, undefined)).toBeGreaterThanOrEqual(750);
});

test('the caller’s parameters go over those of each model, name by name', async () => {
  const spec = AgentSpec.parse({ models: [{ ...first, parameters: { heat: 1, mode: 'slow' } }, second] });
  const findDefault = async () => ({ provider: 'one', model: 'usual' });
  const listOf = (rest: object) =>
    listModels({ spec, modelOverride: null, parameters: { heat: 2 }, ...rest }, findDefault);
  expect(await listOf({})).toEqual([
    { ...first, parameters: { heat: 2, mode: 'slow' } },
    { ...second, parameters: { heat: 2 } },
  ]);
  expect(await listOf({ modelOverride: 'two/a/b' })).toEqual([
    { provider: 'two', model: 'a/b', parameters: { heat: 2 } },
  ]);
  expect(await listOf({ spec: { ...spec, models: [] }, parameters: {} })).toEqual([
    { provider: 'one', model: 'usual', parameters: {} },
  ]);
});
