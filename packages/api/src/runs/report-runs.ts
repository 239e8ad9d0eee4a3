import { ReportedRun, ReportedRuns, ReportRunsInput } from '@signalbox/contracts';

import { protectedProcedure } from '../procedure.ts';
import { type ReadRow, storeReport, toSentRow } from '../report/store-report.ts';
import { toInvalidInput } from '../to-app-error.ts';

const read: ReadRow = (value) => {
  const result = ReportedRun.safeParse(value);
  return result.success ? { run: result.data } : { issues: toInvalidInput(result.error).issues };
};

/**
 * Stores runs that ran elsewhere, each once: what is sent again is a duplicate. An agent or version that is not known is
 * registered as seen. Throws `agent.not-found` for an unknown id, `agent.not-external`, and `report.behind`.
 */
export const reportRuns = protectedProcedure
  .meta({ permission: 'runs:report', rateLimit: 'report', audit: false, waitsForOthers: true })
  .input(ReportRunsInput.strict())
  .output(ReportedRuns)
  .mutation(({ ctx: { services, principal }, input: { runs, ...place } }) =>
    storeReport(services, principal, { ...place, rows: runs.map(toSentRow), read }),
  );
