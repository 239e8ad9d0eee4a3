import type { Run } from '@signalbox/contracts';

import { formatCost } from '../../formats/format-cost.ts';
import { formatDay } from '../../formats/format-day.ts';
import { formatSpend } from '../../formats/format-spend.ts';

interface ReportedCostProps {
  readonly run: Pick<Run, 'costNanoUsd' | 'computedCostNanoUsd' | 'unpricedCalls' | 'repricedAt'>;
}

/** Prices are rounded and change by the day: a smaller difference says nothing. */
const toleratedShare = 0.05;

/** What a run cost as its sender told it, what our prices make of it when that is another amount, and since when. */
export const ReportedCost = ({
  run: { costNanoUsd, computedCostNanoUsd, unpricedCalls, repricedAt },
}: ReportedCostProps) => (
  <>
    {formatSpend(costNanoUsd, unpricedCalls)}
    {computedCostNanoUsd !== null && Math.abs(costNanoUsd - computedCostNanoUsd) > costNanoUsd * toleratedShare && (
      <span className="text-text-muted"> as reported · {formatCost(computedCostNanoUsd)} by our prices</span>
    )}
    {repricedAt !== null && <span className="text-text-muted"> · repriced {formatDay(repricedAt)}</span>}
  </>
);
