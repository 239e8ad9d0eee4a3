import { System } from '@signalbox/contracts';
import { countDeliveries, getDatabaseFigures, getMetricsLag, getQueueFigures } from '@signalbox/database';
import { z } from 'zod';

import { protectedProcedure } from '../procedure.ts';

/** How the process that answers, its database and disk, the tools and the workspace's queue are. */
export const getSystem = protectedProcedure
  .meta({ permission: 'system:read', rateLimit: 'read' })
  .input(z.strictObject({}).default({}))
  .output(System)
  .query(async ({ ctx: { services, principal } }) => {
    const { version, database, tools, machine, openStreams, activityPlaces } = services;
    const { workspaceId } = principal;
    const askedMs = performance.now();
    await database.ping();
    const latencyMs = performance.now() - askedMs;
    const [figures, queue, metrics, { disk, ...process }, waiting] = await Promise.all([
      getDatabaseFigures(database.db),
      getQueueFigures(database.db, { workspaceId }),
      getMetricsLag(database.db, { workspaceId }),
      machine.read(),
      countDeliveries(database.db, { workspaceId }),
    ]);
    return {
      version,
      process: { ...process, openStreams: openStreams.size },
      database: { ...figures, engine: database.engine, latencyMs },
      queue,
      metrics,
      tools: { usable: tools.tools.size, broken: tools.broken.length },
      disk,
      places: activityPlaces.listStates().map((state) => ({ ...state, waiting: waiting.get(state.place) ?? 0 })),
    };
  });
