import type { Run } from '@signalbox/contracts';

import type { RunFigures } from './to-figures.ts';

/** The figures of a run with what it costs since it was repriced: its log has what was booked before. */
export const toRepricedFigures = (
  figures: RunFigures,
  { repricedAt, costNanoUsd, unpricedCalls }: Pick<Run, 'repricedAt' | 'costNanoUsd' | 'unpricedCalls'>,
): RunFigures => (repricedAt === null ? figures : { ...figures, costNanoUsd, unpricedCalls });
