import { createPricing, listPricedModels } from '@signalbox/models';
import { describe, expect, test } from 'vitest';

import { defaultModels } from './default-models.ts';

/** How the vendor names its models of middle size, with their version. */
const families = {
  anthropic: /^claude-sonnet-([\d-]+)$/,
  openai: /^gpt-([\d.]+)-terra$/,
  google: /^gemini-([\d.]+)-flash$/,
} as const;

const byVersion = new Intl.Collator('en', { numeric: true });
const tokens = { inputCacheRead: 0, inputCacheWrite5m: 0, inputCacheWrite1h: 0, inputToolUse: 0, outputReasoning: 0 };

describe.each(Object.entries(families))('default model of %s', (vendor, family) => {
  const model = Object.entries(defaultModels).find(([kind]) => kind === vendor)?.[1] ?? '';

  test('is sold by its own name today', () => {
    expect(listPricedModels(vendor).map(({ id }) => id)).toContain(model);
    const cost = createPricing(vendor)(model, { ...tokens, inputFresh: 1, outputText: 1 }, new Date());
    expect(cost).toMatchObject({ isEstimated: false, lines: [{ bucket: 'inputFresh' }, { bucket: 'outputText' }] });
  });

  test('is the newest of its size', () => {
    const versions = listPricedModels(vendor).flatMap(({ id }) => family.exec(id)?.[1] ?? []);
    expect(family.exec(model)?.[1]).toBe(versions.toSorted(byVersion.compare).at(-1));
  });
});

test('every vendor with a default is held to it', () => {
  expect(Object.keys(defaultModels).toSorted()).toEqual(Object.keys(families).toSorted());
});
