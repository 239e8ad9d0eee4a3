export { type ApiKeyVerifier, createApiKeyVerifier } from './api-keys/create-api-key-verifier.ts';
export { type AppRouter, appRouter } from './app-router.ts';
export { createCaller } from './create-caller.ts';
export { type ActivityFeed, createActivityFeed } from './live/activity-feed.ts';
export { createHubServer, type ServeHub } from './live/create-hub-server.ts';
export { createLiveHub, type LiveHub } from './live/live-hub.ts';
export { createLiveTextHub, type LiveTextHub } from './live/live-text-hub.ts';
export { OpenStreams } from './live/open-streams.ts';
export { createRateLimits } from './rate-limits.ts';
export { errorAdvice } from './rest/error-advice.ts';
export { RunQueue } from './runs/run-queue.ts';
export { followRun } from './runs/follow-run.ts';
export type {
  ActivityPlaces,
  ApiServices,
  CatalogTool,
  ConnectionShelf,
  Machine,
  ModelCatalog,
  PriceCall,
  PriceUsage,
  Principal,
  RequestContext,
  ToolCatalog,
} from './services.ts';
export { toAppError, toInvalidInput } from './to-app-error.ts';
export { createErrorHandler, toErrorBody, toRetryAfter } from './rest/answer-error.ts';
export { assertJsonDepth, parseJsonBody } from './rest/parse-json-body.ts';
export { registerOpenaiRoutes } from './openai/register-openai-routes.ts';
export { registerRestRoutes } from './rest/register-rest-routes.ts';
export { isSocketRequest, registerSockets } from './sockets/register-sockets.ts';
export { toTransportError } from './procedure.ts';
export { ReportRoom } from './report/report-room.ts';
export { WorkGate } from './work-gate.ts';
