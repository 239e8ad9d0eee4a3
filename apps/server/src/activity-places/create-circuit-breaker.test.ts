import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createCircuitBreaker } from './create-circuit-breaker.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const pass = async (): Promise<string> => 'there';
const fail = () => Promise.reject(new Error('away'));

test('open after three failures in a row, tried after a minute, closed after two that succeed', async () => {
  const changes: unknown[] = [];
  const breaker = createCircuitBreaker({ onChange: (...change) => changes.push(change) });
  await expect(breaker.run(fail)).rejects.toThrow('away');
  await expect(breaker.run(fail)).rejects.toThrow('away');
  expect(await breaker.run(pass)).toBe('there');
  for (let failures = 0; failures < 3; failures += 1) await expect(breaker.run(fail)).rejects.toThrow('away');
  const openedAt = new Date().toISOString();
  expect(breaker.state()).toEqual({ state: 'open', since: openedAt, lastError: 'away' });
  vi.advanceTimersByTime(59_999);
  expect(breaker.isReady()).toBe(false);
  await expect(breaker.run(pass)).rejects.toThrow('circuit');
  vi.advanceTimersByTime(1);
  expect(breaker.isReady()).toBe(true);
  await breaker.run(pass);
  expect(breaker.state()).toMatchObject({ state: 'half-open', since: new Date().toISOString() });
  await breaker.run(pass);
  expect(breaker.state()).toMatchObject({ state: 'closed', lastError: 'away' });
  expect(changes).toEqual([
    ['open', 'away'],
    ['half-open', 'away'],
    ['closed', 'away'],
  ]);
});

test('a try that fails opens it for another minute', async () => {
  const breaker = createCircuitBreaker({ onChange: () => undefined });
  for (let failures = 0; failures < 3; failures += 1) await expect(breaker.run(fail)).rejects.toThrow('away');
  vi.advanceTimersByTime(60_000);
  await breaker.run(pass);
  await expect(breaker.run(fail)).rejects.toThrow('away');
  expect([breaker.state().state, breaker.isReady()]).toEqual(['open', false]);
  vi.advanceTimersByTime(60_000);
  expect(breaker.isReady()).toBe(true);
});
