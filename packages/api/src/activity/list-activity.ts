import { ActivityPage, Id, ListActivityInput } from '@signalbox/contracts';
import { listActivity as listReported } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';
import { toCleanField } from '../to-clean-field.ts';
import { listEndedRuns } from './list-ended-runs.ts';

const text = (longest: number) => toCleanField(z.string().max(longest)).optional();

const Input = ListActivityInput.extend({
  cursor: Id.optional(),
  type: text(100),
  project: text(200),
  search: toCleanField(z.string().trim().min(1).max(200)).optional(),
}).strict();

/**
 * A page of what agents did: entries that were reported, and runs that have ended; all of the filters hold. A search
 * reads the database and, while it answers, the memory store, which may know what words don't say.
 */
export const listActivity = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(Input)
  .output(ActivityPage)
  .query(async ({ ctx: { services, principal }, input }) => {
    const { database, activityPlaces } = services;
    const { search, limit } = input;
    const foundIds = search === undefined ? undefined : await activityPlaces.search(search);
    const filters = { ...input, workspaceId: principal.workspaceId };
    const [reported, runs] = await Promise.all([
      listReported(database.db, { ...filters, foundIds }),
      listEndedRuns(database, filters),
    ]);
    const all = [...reported.items, ...runs.items].toSorted((one, other) => (one.id < other.id ? 1 : -1));
    const items = all.slice(0, limit);
    const isMore = all.length > limit || reported.nextCursor !== null || runs.nextCursor !== null;
    const searchedIn = [
      ...(search === undefined ? [] : ['database' as const]),
      ...(foundIds ? ['memory' as const] : []),
    ];
    return { items, nextCursor: isMore ? (items.at(-1)?.id ?? null) : null, searchedIn };
  });
