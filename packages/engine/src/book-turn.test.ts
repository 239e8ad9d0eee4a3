import { type CallCost, emptyUsage } from '@signalbox/contracts';
import { createDemoProvider } from '@signalbox/models';
import { expect, test } from 'vitest';

import { bookTurn } from './book-turn.ts';

const usage = { ...emptyUsage, inputFresh: 1_000_000 };
const toCost = (priceId: string, amount: number): CallCost => ({
  lines: [{ bucket: 'inputFresh', tokens: 1_000_000, nanoUsdPerMillionTokens: amount, amount, priceId }],
  isEstimated: false,
});

test.each([
  [
    'the model that answered',
    { 'large-2026': toCost('shipped a', 3), auto: toCost('shipped b', 2) },
    { costNanoUsd: 3 },
  ],
  [
    'the asked one where the other has none',
    { auto: toCost('shipped b', 2) },
    { costNanoUsd: 2, isCostEstimated: true },
  ],
  [
    'the asked one’s own price',
    { 'large-2026': toCost('shipped a', 3), auto: toCost('workspace c', 1) },
    { costNanoUsd: 1 },
  ],
  [
    'the answering one’s own price',
    { 'large-2026': toCost('workspace d', 4), auto: toCost('workspace c', 1) },
    { costNanoUsd: 4 },
  ],
  ['nothing', {}, { costNanoUsd: null }],
])('a turn costs what %s costs', (_, prices: Record<string, CallCost>, booked) => {
  const provider = { ...createDemoProvider(), price: (model: string) => prices[model] ?? null };
  const turn = { blocks: [], calls: [], finish: 'stop' as const, usage, answeredBy: 'large-2026' };
  const call = { provider, model: 'auto', startedAt: new Date(), estimatedInputTokens: 1 };
  const { costNanoUsd, isCostEstimated, answeredBy } = bookTurn(turn, call);
  expect({ costNanoUsd, ...(isCostEstimated && { isCostEstimated }) }).toEqual(booked);
  expect(answeredBy).toBe('large-2026');
});
