import { hash } from 'node:crypto';

/** Numbers that look like chance and are the same for the same words, in whatever order they are asked for. */
export interface Chance {
  /** From 0 up to, but without, 1. */
  fraction(name: string): number;
  /** From `least` to `most`, both included. */
  wholeNumber(name: string, least: number, most: number): number;
  /** True with this probability. */
  isHit(name: string, probability: number): boolean;
  pick<Item>(name: string, items: readonly [Item, ...Item[]]): Item;
  /** Around the median, now and then several times of it: as durations and lengths are. */
  skewed(name: string, median: number): number;
}

/** Chance of the thing that these words name. */
export const createChance = (...words: readonly (string | number)[]): Chance => {
  const fraction = (name: string): number =>
    Number.parseInt(hash('sha256', [...words, name].join(' ')).slice(0, 12), 16) / 2 ** 48;
  const wholeNumber = (name: string, least: number, most: number): number =>
    least + Math.floor(fraction(name) * (most - least + 1));
  return {
    fraction,
    wholeNumber,
    isHit: (name, probability) => fraction(name) < probability,
    pick: (name, items) => items[wholeNumber(name, 0, items.length - 1)] ?? items[0],
    skewed: (name, median) => {
      // Box–Muller, with a spread at which one in twenty is over 2.7 times the median
      const normal =
        Math.sqrt(-2 * Math.log(1 - fraction(`${name} a`))) * Math.cos(2 * Math.PI * fraction(`${name} b`));
      return median * Math.exp(0.6 * normal);
    },
  };
};
