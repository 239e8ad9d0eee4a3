import type { DiffLine } from './diff-lines.ts';

/** A line, or how many that stay are left out. */
export type DiffPiece = DiffLine | { readonly kind: 'left-out'; readonly count: number };

/** Lines that stay are shown this far from those that change. */
const contextLines = 2;

/** Leaves out lines that stay where they are far from all that change; a single one is no gain and stays. */
export const foldSameLines = (lines: readonly DiffLine[]): DiffPiece[] => {
  const near = new Set<number>();
  for (const [at, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    for (let by = -contextLines; by <= contextLines; by += 1) near.add(at + by);
  }
  const pieces: DiffPiece[] = [];
  let far: DiffLine[] = [];
  const leaveOut = (): void => {
    if (far.length > 1) pieces.push({ kind: 'left-out', count: far.length });
    else pieces.push(...far);
    far = [];
  };
  for (const [at, line] of lines.entries()) {
    if (!near.has(at)) {
      far.push(line);
      continue;
    }
    leaveOut();
    pieces.push(line);
  }
  leaveOut();
  return pieces;
};
