import { AppError, Snapshot } from '@signalbox/contracts';
import { insertAuditEntry } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/**
 * Copies the embedded database's files into the data folder, for the command line on the server's machine, which
 * archives and removes them. Throws `snapshot.unavailable` on PostgreSQL and when the disk is full.
 */
export const createSnapshot = protectedProcedure
  .meta({ permission: 'snapshots:create', rateLimit: 'change', audit: true, waitsForOthers: true })
  .input(z.strictObject({}))
  .output(Snapshot)
  .mutation(async ({ ctx: { services, principal } }) => {
    const { database } = services;
    if (database.createSnapshot === undefined) {
      const message = 'This server works on PostgreSQL. Set DATABASE_URL for this command too: it uses pg_dump then.';
      throw new AppError('snapshot.unavailable', message);
    }
    const { workspaceId, actor } = principal;
    const entry = { workspaceId, actor, action: 'snapshots.create', target: 'database', at: new Date().toISOString() };
    await insertAuditEntry(database.db, entry);
    return database.createSnapshot();
  });
