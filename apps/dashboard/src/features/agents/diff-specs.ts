import type { AgentSpec } from '@signalbox/contracts';

import { diffLines, type DiffLine } from './diff-lines.ts';
import { printSpec } from './print-spec.ts';

/** A part that two definitions have differently. */
export interface SpecChange {
  readonly label: string;
  readonly lines: readonly DiffLine[];
}

/** The parts in which one definition differs from another, line by line. */
export const diffSpecs = (before: AgentSpec, after: AgentSpec): SpecChange[] => {
  const printed = printSpec(before);
  return printSpec(after)
    .map(({ label, lines }, index) => ({ label, lines: diffLines(printed[index]?.lines ?? [], lines) }))
    .filter(({ lines }) => lines.some(({ kind }) => kind !== 'same'));
};
