import { expect, test } from 'vitest';

import type { Command } from './command.ts';
import { rankGroups, type CommandGroup } from './rank-groups.ts';

const toCommand = (label: string, words: readonly string[] = []): Command => ({
  id: label,
  icon: null,
  label,
  words,
  run: () => {},
});

const groups: readonly CommandGroup[] = [
  { title: 'Pages', commands: [toCommand('Playground', ['ask chat']), toCommand('Settings', ['theme'])] },
  { title: 'Actions', commands: [toCommand('Switch to the dark theme'), toCommand('Theme of the system')] },
  { title: 'Runs', commands: [toCommand('What is 2 + 2?')], isFound: true },
];

const rank = (typed: string): readonly string[] =>
  rankGroups(groups, typed).map(({ title, commands }) => `${title}: ${commands.map(({ id }) => id).join(', ')}`);

test('the best is first, among the groups and in each; found runs come last', () => {
  expect(rank('theme')).toEqual([
    'Actions: Theme of the system, Switch to the dark theme',
    'Pages: Settings',
    'Runs: What is 2 + 2?',
  ]);
});

test('every word has to fit; nothing typed shows everything in its order', () => {
  expect(rank('dark theme')).toEqual(['Actions: Switch to the dark theme', 'Runs: What is 2 + 2?']);
  expect(rank('dark room')).toEqual(['Runs: What is 2 + 2?']);
  expect(rank(' ').map((line) => line.split(':')[0])).toEqual(['Pages', 'Actions', 'Runs']);
});
