import { formatCost } from '../../formats/format-cost.ts';
import { formatCount } from '../../formats/format-count.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { formatPercent } from '../../formats/format-percent.ts';
import { formatSpend } from '../../formats/format-spend.ts';
import type { VersionAnswer } from './agent-answer.ts';

interface VersionFigures {
  readonly runs: string;
  /** Completed of completed and failed, with how many that are. */
  readonly success: string;
  readonly successSample: string;
  readonly averageDuration: string;
  readonly cost: string;
  readonly costPerRun: string;
}

/** What a version's runs of the last 30 days come to, in print; `–` where there is nothing to say. */
export const toVersionFigures = ({ last30d }: Pick<VersionAnswer, 'last30d'>): VersionFigures => {
  const { runs, completed, failed, averageDurationMs, costNanoUsd, unpricedCalls } = last30d;
  const decided = completed + failed;
  return {
    runs: formatCount(runs),
    success: decided === 0 ? '–' : formatPercent(completed / decided),
    successSample: decided === 0 ? '' : `${formatCount(completed)} of ${formatCount(decided)}`,
    averageDuration: averageDurationMs === null ? '–' : formatDuration(averageDurationMs),
    cost: runs === 0 ? '–' : formatSpend(costNanoUsd, unpricedCalls),
    costPerRun: runs === 0 || unpricedCalls > 0 ? '–' : formatCost(costNanoUsd / runs),
  };
};
