import { router } from '../procedure.ts';
import { getSummary } from './get-summary.ts';
import { listErrors } from './list-errors.ts';
import { listGroups } from './list-groups.ts';
import { listRunCounts } from './list-run-counts.ts';
import { listSeries } from './list-series.ts';
import { listVersions } from './list-versions.ts';
import { updateBuckets } from './update-buckets.ts';

/** What runs come to. */
export const metricsRouter = router({
  getSummary,
  listSeries,
  listRunCounts,
  listGroups,
  listErrors,
  listVersions,
  updateBuckets,
});
