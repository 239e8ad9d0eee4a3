/** A column as the page knows it while it is open: its key stays when others come and go. */
export interface Keyed<Value> {
  readonly key: number;
  readonly value: Value;
}

/**
 * The next columns under the keys that they had. As many as before are the same places; of fewer or more, those that
 * are written alike are the same, in their order, and the others are new.
 */
export const keepKeys = <Value>(
  before: readonly Keyed<Value>[],
  next: readonly Value[],
  write: (value: Value) => string,
): Keyed<Value>[] => {
  let nextKey = Math.max(-1, ...before.map(({ key }) => key)) + 1;
  let from = 0;
  return next.map((value, index) => {
    const found =
      before.length === next.length
        ? index
        : before.findIndex((one, place) => place >= from && write(one.value) === write(value));
    if (found >= 0) from = found + 1;
    return { key: before[found]?.key ?? nextKey++, value };
  });
};
