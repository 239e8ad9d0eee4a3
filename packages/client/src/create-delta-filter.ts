import type { TextDelta } from '@signalbox/contracts';

/** Gives of each delta what was not given before: after a cut, the text comes again from its beginning. */
export const createDeltaFilter = (): ((delta: TextDelta) => TextDelta | undefined) => {
  let newest = 0;
  let lengths = new Map<number, number>();
  return (delta) => {
    const { attempt, block, offset, text } = delta;
    if (attempt < newest) return undefined;
    if (attempt > newest) {
      newest = attempt;
      lengths = new Map();
    }
    const known = lengths.get(block);
    const fresh = text.slice(Math.max(0, (known ?? 0) - offset));
    if (known !== undefined && fresh === '') return undefined;
    lengths.set(block, offset + text.length);
    return { ...delta, offset: offset + text.length - fresh.length, text: fresh };
  };
};
