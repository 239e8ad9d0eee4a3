/** Numbers that look like chance and are the same for the same seed. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  readonly wholeNumber: (least: number, most: number) => number;
  /** One of these. */
  readonly pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
}

/** Chance from a seed: mulberry32, which is in the public domain. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const wholeNumber = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return { wholeNumber, pick: (items) => items[wholeNumber(0, items.length - 1)] ?? items[0] };
};
