import { activityRouter } from './activity/router.ts';
import { agentsRouter } from './agents/router.ts';
import { apiKeysRouter } from './api-keys/router.ts';
import { connectionsRouter } from './connections/router.ts';
import { conversationsRouter } from './conversations/router.ts';
import { inboxRouter } from './inbox/router.ts';
import { liveRouter } from './live/router.ts';
import { metricsRouter } from './metrics/router.ts';
import { modelsRouter } from './models/router.ts';
import { pricesRouter } from './prices/router.ts';
import { router } from './procedure.ts';
import { runsRouter } from './runs/router.ts';
import { samplesRouter } from './samples/router.ts';
import { snapshotsRouter } from './snapshots/router.ts';
import { systemRouter } from './system/router.ts';
import { toolsRouter } from './tools/router.ts';
import { viewerRouter } from './viewer/router.ts';
import { workspaceRouter } from './workspace/router.ts';

/** Every procedure of the product. */
export const appRouter = router({
  activity: activityRouter,
  agents: agentsRouter,
  apiKeys: apiKeysRouter,
  connections: connectionsRouter,
  conversations: conversationsRouter,
  inbox: inboxRouter,
  live: liveRouter,
  metrics: metricsRouter,
  models: modelsRouter,
  prices: pricesRouter,
  runs: runsRouter,
  samples: samplesRouter,
  snapshots: snapshotsRouter,
  system: systemRouter,
  tools: toolsRouter,
  viewer: viewerRouter,
  workspace: workspaceRouter,
});

/** The type that clients are made of. */
export type AppRouter = typeof appRouter;
