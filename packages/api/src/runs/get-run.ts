import { Id, Run, type RunEvent } from '@signalbox/contracts';
import { getRun as queryRun } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { readRunLogInPages } from './read-run-log.ts';

/** The events were checked when they were read: once more would be a quarter of the time that a long log takes. */
const Detail = Run.extend({ events: z.custom<RunEvent[]>((value) => Array.isArray(value)) });

/** A run with its whole log. */
export const getRun = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(z.strictObject({ runId: Id }))
  .output(Detail)
  .query(async ({ ctx: { services, principal }, input: { runId } }) => {
    const { db } = services.database;
    const key = { workspaceId: principal.workspaceId, runId };
    const run = await queryRun(db, key);
    return { ...run, events: await readRunLogInPages(db, key) };
  });
