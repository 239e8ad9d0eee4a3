import { expect, test } from 'vitest';

import { toKey, type KeyPress } from './to-key.ts';

const press = (key: string, held: Partial<KeyPress> = {}): string | null =>
  toKey({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

test('names a press as a key map does', () => {
  expect([press('j'), press(' '), press('?', { shiftKey: true }), press('Enter')]).toEqual([
    'j',
    'Space',
    '?',
    'Enter',
  ]);
  expect(press('N', { shiftKey: true })).toBe('N');
  expect([press('k', { metaKey: true }), press('K', { ctrlKey: true })]).toEqual(['mod+k', 'mod+k']);
});

test('Caps Lock changes nothing, and what belongs to the system is no key', () => {
  expect([press('J'), press('n', { shiftKey: true })]).toEqual(['j', 'N']);
  expect([press('f', { altKey: true }), press('Shift', { shiftKey: true }), press('Dead')]).toEqual([null, null, null]);
});
