import { emptyUsage } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { createUsagePricer } from './create-usage-pricer.ts';

const at = new Date('2026-11-21T12:00:00Z');
const usage = { ...emptyUsage, inputFresh: 1_000_000 };
const rates = { inputFresh: 7, outputText: 9 };
const own = { id: 'own', model: 'gpt-5.1', validFrom: '2026-01-01', rates };

const price = createUsagePricer([
  { name: 'gateway', provider: undefined, own: [own] },
  { name: 'claude', provider: 'anthropic', own: [] },
]);
const costOf = (name: string, day = at): number | undefined => price(name, usage, day)?.lines[0]?.amount;

test('a model is priced by the source that its name names, whatever others have', () => {
  expect(costOf('gateway/gpt-5.1')).toBe(7);
  expect(costOf('openai/gpt-5.1')).toBe(1_250_000_000);
  expect(costOf('claude/claude-opus-4-5')).toBe(5_000_000_000);
  expect(costOf('claude/gpt-5.1')).toBeUndefined();
});

test('a name alone is looked for among the sources first, then at the vendors', () => {
  expect(costOf('gpt-5.1')).toBe(7);
  expect(costOf('gpt-5.1', new Date('2025-12-31T12:00:00Z'))).toBe(1_250_000_000);
  expect(costOf('claude-opus-4-5')).toBe(5_000_000_000);
  expect(costOf('model1')).toBeUndefined();
  expect(costOf('nobody/model1')).toBeUndefined();
});
