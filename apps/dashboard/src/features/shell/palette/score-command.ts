import type { Command } from './command.ts';

const scoreWord = (word: string, { label, words = [] }: Pick<Command, 'label' | 'words'>): number => {
  const name = label.toLowerCase();
  if (name.startsWith(word)) return 1;
  if (name.split(/\W+/).some((part) => part.startsWith(word))) return 0.8;
  if (name.includes(word)) return 0.5;
  return words.some((other) => other.split(/\s+/).some((part) => part.toLowerCase().startsWith(word))) ? 0.3 : 0;
};

/** How well a command fits what is typed, from 0 to 1; every word has to fit. */
export const scoreCommand = (command: Pick<Command, 'label' | 'words'>, typed: string): number => {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return Math.min(1, ...wanted.map((word) => scoreWord(word, command)));
};
