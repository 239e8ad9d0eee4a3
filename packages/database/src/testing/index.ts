export { fillMonth } from './fill-month.ts';
export { foldAllRuns } from './fold-all-runs.ts';
export { insertPastRun, type PastRun } from './insert-past-run.ts';
export { insertTestActivity } from './insert-test-activity.ts';
export { insertTestAgent, insertTestRun, type TestAgent } from './insert-test-run.ts';
export { openTestDatabase, type TestDatabase, type TestDatabaseOptions, testEngines } from './open-test-database.ts';
export { toReportRow } from './to-report-row.ts';
export { copyReportedRuns } from './copy-reported-runs.ts';
export { unpackDatabase } from './unpack-database.ts';
