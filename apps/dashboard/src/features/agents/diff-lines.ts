/** A line of two texts laid over each other. */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Texts whose middle parts need a larger table than this are shown as removed and added whole. */
const mostCells = 4_000_000;

const toLines = (kind: DiffLine['kind'], lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind, text }));

/** Length of the longest common subsequence of what begins at each pair of lines. */
const measure = (before: readonly string[], after: readonly string[]): Uint32Array[] => {
  const table = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let left = before.length - 1; left >= 0; left -= 1) {
    const [row, below] = [table[left], table[left + 1]];
    if (!row || !below) continue;
    for (let right = after.length - 1; right >= 0; right -= 1) {
      row[right] =
        before[left] === after[right] ? (below[right + 1] ?? 0) + 1 : Math.max(below[right] ?? 0, row[right + 1] ?? 0);
    }
  }
  return table;
};

const diffMiddle = (before: readonly string[], after: readonly string[]): DiffLine[] => {
  if (before.length * after.length > mostCells) return [...toLines('removed', before), ...toLines('added', after)];
  const table = measure(before, after);
  const lengthAt = (left: number, right: number): number => table[left]?.[right] ?? 0;
  const lines: DiffLine[] = [];
  let [left, right] = [0, 0];
  while (left < before.length || right < after.length) {
    const [old, fresh] = [before[left], after[right]];
    if (old !== undefined && old === fresh) {
      lines.push({ kind: 'same', text: old });
      left += 1;
      right += 1;
    } else if (old !== undefined && (fresh === undefined || lengthAt(left + 1, right) >= lengthAt(left, right + 1))) {
      lines.push({ kind: 'removed', text: old });
      left += 1;
    } else if (fresh !== undefined) {
      lines.push({ kind: 'added', text: fresh });
      right += 1;
    }
  }
  return lines;
};

/** The lines of both texts in order: those that stay once, the removed before the added where they differ. */
export const diffLines = (before: readonly string[], after: readonly string[]): DiffLine[] => {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [
    ...toLines('same', before.slice(0, head)),
    ...diffMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...toLines('same', before.slice(before.length - tail)),
  ];
};
