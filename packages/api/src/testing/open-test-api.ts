import {
  type AgentSpec,
  type AppendEntry,
  AppError,
  newId,
  Permission,
  type RunEventDraft,
  type RunSummary,
  type ToolDetail,
} from '@signalbox/contracts';
import { appendInTransaction, getAgent, insertAgent, takeRun } from '@signalbox/database';
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from '@signalbox/database/testing';
import { createInProcessEventBus, toRunTopic } from '@signalbox/events';

import { createCaller } from '../app-router.ts';
import { createRateLimits } from '../rate-limits.ts';
import type { ApiServices, Principal, RequestContext } from '../services.ts';

const spec: AgentSpec = {
  models: [],
  instructions: 'Be brief.',
  tools: 'all',
  limits: { steps: 25, toolCalls: 200, wallTimeMs: 600_000, costNanoUsd: null },
};

const calculator: Omit<ToolDetail, 'enabled'> = {
  name: 'calculator',
  title: 'Calculator',
  description: 'Calculates.',
  icon: 'IconCalculator',
  effect: 'read',
  timeoutMs: 1000,
  inputSchema: { type: 'object', properties: { x: { type: 'number' } } },
};

const toSummary = (status: RunSummary['status'], outputPreview: string | null): RunSummary => ({
  status,
  errorCode: status === 'failed' ? 'run.step-limit' : null,
  errorMessage: status === 'failed' ? 'It took too many steps.' : null,
  outputPreview,
  startedAt: new Date().toISOString(),
  endedAt: new Date().toISOString(),
  durationMs: 1500,
  inputTokens: 10,
  outputTokens: 5,
  costNanoUsd: 2_000_000,
  unpricedCalls: 0,
});

export type TestApi = Awaited<ReturnType<typeof openTestApi>>;

const toThen = (status: RunSummary['status'] | 'waiting' | undefined, text: string | null): AppendEntry['then'] => {
  if (status === undefined) return { type: 'continue', isProgress: true };
  if (status === 'waiting') return { type: 'wait', wakes: 0 };
  return { type: 'end', summary: toSummary(status, text) };
};

/** What a worker does, without one: the log grows by these events, and whoever watches is told. */
const createLogWriter = (services: ApiServices, workspaceId: string) => {
  const append = async (
    runId: string,
    events: readonly RunEventDraft[],
    status?: RunSummary['status'] | 'waiting',
  ): Promise<void> => {
    const text = events.findLast((event) => event.type === 'agent-response')?.payload.blocks[0]?.text ?? null;
    const lastSeq = await services.database.db.transaction().execute(async (tx) => {
      const taken = await takeRun(tx, { workspaceId, runId });
      if (!taken) throw new Error('the run has ended');
      const { epoch, nextSeq: firstSeq } = taken;
      const at = new Date().toISOString();
      const then = toThen(status, text);
      await appendInTransaction(tx, { workspaceId, runId, epoch, firstSeq, at, events, then });
      return firstSeq + events.length - 1;
    });
    services.events.publish(toRunTopic(runId), String(lastSeq));
  };
  const end = (runId: string, text = 'The result is 45.') => {
    const blocks = [{ type: 'text' as const, text }];
    const answer: RunEventDraft = { type: 'agent-response', payload: { attempt: 1, blocks } };
    return append(runId, [answer, { type: 'run-end', payload: { status: 'completed' } }], 'completed');
  };
  const fail = (runId: string) => {
    const error = { code: 'run.step-limit', message: 'It took too many steps.' };
    return append(runId, [{ type: 'run-end', payload: { status: 'failed', error } }], 'failed');
  };
  return { append, end, fail };
};

const openServices = (database: TestDatabase, stopping: AbortSignal, errors: unknown[]): ApiServices => ({
  database,
  events: createInProcessEventBus(),
  tools: {
    tools: new Map([[calculator.name, calculator]]),
    broken: [{ file: 'broken.tool.ts', reason: 'It has no default export.' }],
  },
  models: {
    hasProvider: (id) => id === 'demo',
    defaultModel: () => ({ provider: 'demo', model: 'demo' }),
  },
  rateLimits: createRateLimits(),
  stopping,
  logError: (message, details) => errors.push([message, details]),
});

/** A workspace with an `assistant` on a real database, another one to keep out of it, and callers in both. */
export const openTestApi = async (options: TestDatabaseOptions = {}) => {
  const database = await openTestDatabase(options);
  const stopping = new AbortController();
  const errors: unknown[] = [];
  const services = openServices(database, stopping.signal, errors);
  const newPrincipal = async (changes: Partial<Principal> = {}): Promise<Principal> => {
    const workspaceId = changes.workspaceId ?? (await database.newWorkspace());
    const at = new Date().toISOString();
    await insertAgent(database.db, { workspaceId, slug: 'assistant', name: 'Assistant', spec, at });
    const actor = { kind: 'user' as const, id: newId(), name: 'Signe' };
    return { actor, workspaceId, permissions: new Set(Permission.options), requestsPerMinute: Infinity, ...changes };
  };
  const principal = await newPrincipal();
  const toContext = (caller: Principal | null): RequestContext => ({
    services,
    principal: caller,
    requestId: 'request-1',
  });
  const callAs = (caller: Principal | null, signal?: AbortSignal) =>
    createCaller(toContext(caller), signal ? { signal } : {});
  const agent = await getAgent(database.db, { workspaceId: principal.workspaceId, agent: 'assistant' });
  return {
    ...createLogWriter(services, principal.workspaceId),
    services,
    principal,
    agent,
    errors,
    stopping,
    newPrincipal,
    toContext,
    callAs,
    caller: callAs(principal),
    foreign: callAs(await newPrincipal()),
    /** The actions and targets that the workspace's audit log has, oldest first. */
    listAudit: () =>
      database.db
        .selectFrom('auditLog')
        .select(['action', 'target', 'actor', 'details'])
        .where('workspaceId', '=', principal.workspaceId)
        .orderBy('id')
        .execute(),
    close: async () => {
      stopping.abort();
      await services.events.close();
      await database.close();
    },
  };
};

/** The error of ours that the call failed with. */
export const failureOf = async (call: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await call.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof AppError) return cause;
  throw error;
};

/** The code that the call failed with. */
export const codeOf = async (call: Promise<unknown>): Promise<string> => (await failureOf(call)).code;
