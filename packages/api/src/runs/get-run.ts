import { Id, RunDetail } from '@signalbox/contracts';
import { getRun as queryRun, listRunEvents } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** Longest log that is read at once: limits keep runs far below it. */
const maxEvents = 100_000;

/** A run with its whole log. */
export const getRun = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(z.strictObject({ runId: Id }))
  .output(RunDetail)
  .query(async ({ ctx: { services, principal }, input: { runId } }) => {
    const { db } = services.database;
    const key = { workspaceId: principal.workspaceId, runId };
    const run = await queryRun(db, key);
    return { ...run, events: await listRunEvents(db, { ...key, afterSeq: 0, limit: maxEvents }) };
  });
