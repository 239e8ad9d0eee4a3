import type { ToolContext } from './tool.ts';

/** A context to call a tool with in its tests: no network, no secrets and no folder but what `change` gives. */
export const createTestContext = (change: Partial<ToolContext> = {}): ToolContext => ({
  signal: new AbortController().signal,
  workspaceId: 'w',
  runId: 'r',
  callId: 'r.1',
  idempotencyKey: 'k',
  log: () => undefined,
  progress: () => undefined,
  fetch: () => Promise.reject(new Error('This test gave its tool no fetch.')),
  secret: () => Promise.resolve(null),
  folder: '/nowhere',
  ...change,
});
