import type { Database } from '@signalbox/database';
import type { EventBus } from '@signalbox/events';
import { createDeleteExpiredJob, createFoldMetricsJob, type RunningJobs, startJobs } from '@signalbox/jobs';
import type { Logger } from 'pino';

import type { Config } from './config.ts';

interface JobParts {
  readonly config: Config;
  readonly database: Database;
  readonly events: EventBus;
  readonly log: Logger;
}

/** What goes on beside the requests, in processes that work; undefined in those that only answer. */
export const startBackgroundJobs = ({ config, database, events, log }: JobParts): RunningJobs | undefined =>
  config.role === 'web'
    ? undefined
    : startJobs([createFoldMetricsJob({ database, events }), createDeleteExpiredJob({ database, events })], {
        onError: (name, cause) => log.error({ err: cause }, `The job ${name} failed and is tried again`),
      });
