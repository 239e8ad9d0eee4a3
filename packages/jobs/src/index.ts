export type { Job } from './job.ts';
export { type RunningJobs, startJobs } from './start-jobs.ts';
