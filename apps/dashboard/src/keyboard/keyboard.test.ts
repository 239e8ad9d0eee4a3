import { expect, test } from 'vitest';

import { Keyboard, type KeyBinding, type KeyMap } from './keyboard.ts';

const bind = (label: string): KeyBinding => ({ label, run: () => {} });

const keyboardOf = (page: KeyMap, everywhere: KeyMap): Keyboard => {
  const keyboard = new Keyboard();
  keyboard.register({ group: 'This page', keys: () => page });
  keyboard.register({ group: 'Everywhere', keys: () => everywhere });
  return keyboard;
};

test("the page's key wins over the shell's, and the last page's over the first's", () => {
  const keyboard = keyboardOf({ x: bind('first') }, { x: bind('shell') });
  expect(keyboard.press('x', 0)).toMatchObject({ label: 'first' });
  const leave = keyboard.register({ group: 'This page', keys: () => ({ x: bind('second') }) });
  expect(keyboard.press('x', 0)).toMatchObject({ label: 'second' });
  leave();
  expect(keyboard.press('x', 0)).toMatchObject({ label: 'first' });
  expect(keyboard.press('y', 0)).toBeNull();
});

test('a sequence is two keys in time; a wrong second key does nothing', () => {
  const keyboard = keyboardOf({ r: bind('alone') }, { 'g r': bind('runs') });
  expect(keyboard.press('g', 0)).toBe('prefix');
  expect(keyboard.press('r', 1500)).toMatchObject({ label: 'runs' });
  expect(keyboard.press('g', 2000)).toBe('prefix');
  expect(keyboard.press('r', 3501)).toMatchObject({ label: 'alone' });
  expect(keyboard.press('g', 4000)).toBe('prefix');
  expect(keyboard.press('z', 4001)).toBeNull();
  expect(keyboard.press('r', 4002)).toMatchObject({ label: 'alone' });
});

test('lists the keys of a group', () => {
  const keyboard = keyboardOf({ j: bind('Next') }, { '?': bind('All keys') });
  expect(keyboard.list('This page')).toEqual([{ keys: 'j', label: 'Next' }]);
  expect(keyboard.list('Everywhere')).toEqual([{ keys: '?', label: 'All keys' }]);
});
