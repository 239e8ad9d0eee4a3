import { expect, test } from 'vitest';

import { toConnectionState } from './to-connection-state.ts';

test('silence turns the dot after 5 s and brings the strip after 30 s', () => {
  const states = [0, 5000, 5001, 30_000, 30_001].map((silenceMs) => toConnectionState(1000, 1000 + silenceMs));
  expect(states).toEqual(['live', 'live', 'reconnecting', 'reconnecting', 'lost']);
});
