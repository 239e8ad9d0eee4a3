import { expect, test } from 'vitest';

import { parsePriceDraft, toPriceDraft, toPriceFaults } from './price-draft.ts';

const day = '2026-11-21';

test('rates come back as they were, to the ninth decimal; what is left empty is left away', () => {
  const draft = toPriceDraft({ inputFresh: 1, inputCacheRead: 0, outputText: 1_250_000_000 }, day);
  expect(draft).toMatchObject({ inputFresh: '0.000000001', inputCacheRead: '0', outputText: '1.25', validFrom: day });
  expect(parsePriceDraft(draft)).toEqual({
    faults: {},
    usdPerMTok: { inputFresh: 0.000000001, inputCacheRead: 0, outputText: 1.25 },
  });
  expect(parsePriceDraft({ ...draft, inputFresh: ' $10000 ', outputText: '.5' }).usdPerMTok).toMatchObject({
    inputFresh: 10_000,
    outputText: 0.5,
  });
});

test('what is missing or no number is said at its field', () => {
  const draft = { ...toPriceDraft({}, ''), outputText: '1,25', outputReasoning: '1e3' };
  expect(parsePriceDraft(draft).faults).toEqual({
    inputFresh: 'Input is needed; 0 when it is free.',
    outputText: 'Enter dollars, such as 1.25.',
    outputReasoning: 'Enter dollars, such as 1.25.',
    validFrom: 'Enter a day.',
  });
});

test('what the server refuses stands at its field', () => {
  const issues = [
    { path: 'usdPerMTok.inputCacheWrite1h', message: 'must have at most 9 decimals' },
    { path: 'validFrom', message: 'must be a day of the calendar' },
    { path: 'model', message: 'must not be empty' },
  ];
  expect(toPriceFaults(issues)).toEqual({
    inputCacheWrite1h: 'Cache write, 1 h must have at most 9 decimals.',
    validFrom: 'The day must be a day of the calendar.',
  });
});
