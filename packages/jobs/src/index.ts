export type { ActivityTarget } from './activity-target.ts';
export { createDeliverActivityJob } from './deliver-activity.job.ts';
export { createFoldMetricsJob } from './fold-metrics.job.ts';
export type { Job } from './job.ts';
export { type RunningJobs, startJobs } from './start-jobs.ts';
export { createDeleteExpiredJob } from './delete-expired.job.ts';
