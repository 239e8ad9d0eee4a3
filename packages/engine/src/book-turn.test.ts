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
  ['the model that answered', { 'large-2026': toCost('shipped a', 3), auto: toCost('shipped b', 2) }, 3, undefined],
  ['the asked one where the other has none', { auto: toCost('shipped b', 2) }, 2, true],
  ['the asked one’s own price', { 'large-2026': toCost('shipped a', 3), auto: toCost('workspace c', 1) }, 1, undefined],
  [
    'the answering one’s own price',
    { 'large-2026': toCost('workspace d', 4), auto: toCost('workspace c', 1) },
    4,
    undefined,
  ],
  ['nothing', {}, null, undefined],
])('a turn costs what %s costs', (_, prices: Record<string, CallCost>, costNanoUsd, isCostEstimated) => {
  const provider = { ...createDemoProvider(), price: (model: string) => prices[model] ?? null };
  const turn = { blocks: [], calls: [], finish: 'stop' as const, usage, answeredBy: 'large-2026' };
  const call = { provider, model: 'auto', startedAt: new Date(), estimatedInputTokens: 1 };
  const booked = bookTurn(turn, call);
  expect(booked).toMatchObject({ costNanoUsd, answeredBy: 'large-2026' });
  expect(booked.isCostEstimated).toBe(isCostEstimated);
});
