import { expect, test } from 'vitest';

import { cutResult } from './cut-result.ts';

test('a short result is whole, text as it is and anything else as JSON', () => {
  expect(cutResult('5 + 10 = 15')).toEqual({ text: '5 + 10 = 15', bytes: 11 });
  expect(cutResult({ sum: 15 })).toEqual({ text: '{"sum":15}', bytes: 10 });
});

test('a long result keeps head and tail, says its true size, and cuts no character in half', () => {
  const text = `head${'€'.repeat(40_000)}tail`;
  const cut = cutResult(text);
  expect(cut.bytes).toBe(120_008);
  expect(Buffer.byteLength(cut.text)).toBeLessThanOrEqual(32 * 1024);
  expect(cut.text.startsWith('head€')).toBe(true);
  expect(cut.text.endsWith('€tail')).toBe(true);
  expect(cut.text).toContain('of 120008 bytes left out');
  expect(cut.text).not.toContain('\uFFFD');
  expect(cut.fullText).toBe(text);
});

test('what is stored is at most 256 kB', () => {
  const cut = cutResult('x'.repeat(300_000));
  expect(cut.bytes).toBe(300_000);
  expect(cut.fullText).toHaveLength(256 * 1024);
});

test('NUL and lone surrogates are replaced', () => {
  expect(cutResult('a\0b\uD800c').text).toBe('a\uFFFDb\uFFFDc');
});
