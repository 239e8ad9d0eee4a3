import { isFinalRunStatus, type Run } from '@signalbox/contracts';

import { formatTableCost } from '../formats/format-table-cost.ts';

/** The cost of a run, with four decimals; `no price` when none of its calls has one. */
export const RunCost = ({ run }: { readonly run: Pick<Run, 'status' | 'costNanoUsd' | 'unpricedCalls'> }) => {
  const { status, costNanoUsd, unpricedCalls } = run;
  if (costNanoUsd === 0 && unpricedCalls > 0) return 'no price';
  if (costNanoUsd === 0 && !isFinalRunStatus(status)) return '–';
  if (unpricedCalls === 0) return formatTableCost(costNanoUsd);
  return <span title={`${unpricedCalls} calls have no price`}>{formatTableCost(costNanoUsd)} +</span>;
};
