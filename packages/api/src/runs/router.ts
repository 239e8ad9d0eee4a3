import { router } from '../procedure.ts';
import { cancelRun } from './cancel-run.ts';
import { decideRun } from './decide-run.ts';
import { deleteRun } from './delete-run.ts';
import { getRun } from './get-run.ts';
import { listRejectedRuns } from './list-rejected-runs.ts';
import { listRuns } from './list-runs.ts';
import { reportRuns } from './report-runs.ts';
import { retryRun } from './retry-run.ts';
import { startRun } from './start-run.ts';
import { watchRun } from './watch-run.ts';

/** Runs: start, read, watch, and what people do with them. */
export const runsRouter = router({
  start: startRun,
  get: getRun,
  list: listRuns,
  listRejected: listRejectedRuns,
  report: reportRuns,
  watch: watchRun,
  cancel: cancelRun,
  decide: decideRun,
  retry: retryRun,
  delete: deleteRun,
});
