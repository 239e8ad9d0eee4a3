export { createApiKeyVerifier } from './api-keys/verify-api-key.ts';
export { type AppRouter, appRouter, createCaller } from './app-router.ts';
export { createRateLimits } from './rate-limits.ts';
export { followRun } from './runs/follow-run.ts';
export type { ApiServices, ModelCatalog, Principal, RequestContext, ToolCatalog } from './services.ts';
export { toAppError, toInvalidInput } from './to-app-error.ts';
export { createErrorHandler, toErrorBody } from './rest/answer-error.ts';
export { assertJsonDepth, parseJsonBody } from './rest/parse-json-body.ts';
export { registerRestRoutes } from './rest/register-rest-routes.ts';
