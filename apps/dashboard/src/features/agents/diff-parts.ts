import { diffLines, type DiffLine } from './diff-lines.ts';
import type { PrintedPart } from './print-spec.ts';

/** A part that two versions have differently. */
export interface PartChange {
  readonly label: string;
  readonly lines: readonly DiffLine[];
}

/** The parts in which one version differs from another of the same agent, line by line. */
export const diffParts = (before: readonly PrintedPart[], after: readonly PrintedPart[]): PartChange[] =>
  after
    .map(({ label, lines }, index) => ({ label, lines: diffLines(before[index]?.lines ?? [], lines) }))
    .filter(({ lines }) => lines.some(({ kind }) => kind !== 'same'));
