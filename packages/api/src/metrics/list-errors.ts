import { ErrorGroups, ListErrorGroupsInput } from '@signalbox/contracts';
import { listErrorGroups } from '@signalbox/database';

import { protectedProcedure } from '../procedure.ts';
import { toFilters, toSpan } from './to-figure-query.ts';

/** The failed runs of a span, those that failed in the same way together. */
export const listErrors = protectedProcedure
  .meta({ permission: 'runs:read', rateLimit: 'read' })
  .input(ListErrorGroupsInput)
  .output(ErrorGroups)
  .query(async ({ ctx: { services, principal }, input }) => {
    const { db } = services.database;
    const filters = await toFilters(db, principal.workspaceId, input);
    return listErrorGroups(db, { ...filters, span: toSpan(input), limit: input.limit });
  });
