import {
  AgentSpec,
  type AppendEntry,
  AppError,
  applyRunEvent,
  emptyUsage,
  type JsonObject,
  type Model,
  newId,
  Permission,
  reduceRun,
  type RunEventDraft,
  type RunState,
  type RunSummary,
  type ShippedPrice,
  type TestedTool,
  tokenBuckets,
} from '@signalbox/contracts';
import { appendInTransaction, createReportWriter, getAgent, insertAgent, takeRun } from '@signalbox/database';
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from '@signalbox/database/testing';
import { createInProcessEventBus, toAgentsTopic, toRunTopic } from '@signalbox/events';
import { z } from 'zod';

import { createCaller } from '../create-caller.ts';
import { createActivityFeed } from '../live/activity-feed.ts';
import { createLiveHub } from '../live/live-hub.ts';
import { createLiveTextHub } from '../live/live-text-hub.ts';
import { OpenStreams } from '../live/open-streams.ts';
import { createRateLimits } from '../rate-limits.ts';
import { ReportRoom } from '../report/report-room.ts';
import { readRunLog } from '../runs/read-run-log.ts';
import { RunQueue } from '../runs/run-queue.ts';
import type {
  ActivityPlaces,
  ApiServices,
  CatalogTool,
  Machine,
  PriceUsage,
  Principal,
  RequestContext,
  ToolCatalog,
} from '../services.ts';
import { toInvalidField } from '../to-app-error.ts';
import { WorkGate } from '../work-gate.ts';
import { createTestShelf } from './create-test-shelf.ts';

const spec = AgentSpec.parse({ instructions: 'Be brief.', tools: 'all' });

const calculator: CatalogTool = {
  name: 'calculator',
  title: 'Calculator',
  description: 'Calculates.',
  icon: 'IconCalculator',
  effect: 'read',
  timeoutMs: 1000,
  inputSchema: { type: 'object', properties: { x: { type: 'number' } } },
};

const toSummary = (
  status: RunSummary['status'],
  outputPreview: string | null,
  toolCalls: RunSummary['toolCalls'],
): RunSummary => ({
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
  firstTokenMs: 12,
  models: [
    {
      model: 'demo/demo',
      calls: 1,
      usage: { ...emptyUsage, inputFresh: 10, outputText: 5 },
      costNanoUsd: 2_000_000,
      unpricedCalls: 0,
    },
  ],
  toolCalls,
});

export type TestApi = Awaited<ReturnType<typeof openTestApi>>;

const toThen = (state: RunState, status: RunSummary['status'] | 'waiting' | undefined): AppendEntry['then'] => {
  const calls = [...state.calls.values()];
  if (status === undefined) return { type: 'continue', isProgress: true };
  if (status === 'waiting') {
    const asked = calls.find(({ approval, decision }) => approval && !decision);
    return { type: 'wait', wakes: 0, waitsFor: asked?.approval?.reason ?? null };
  }
  const toolCalls = calls.flatMap(({ seq, intent: { tool }, result }) =>
    result ? [{ seq, tool, outcome: result.outcome, durationMs: result.durationMs }] : [],
  );
  return { type: 'end', summary: toSummary(status, state.response?.[0]?.text ?? null, toolCalls) };
};

/** What a worker does, without one: the log grows by these events, and whoever watches is told. */
const createLogWriter = (services: ApiServices, workspaceId: string) => {
  const append = async (
    runId: string,
    events: readonly RunEventDraft[],
    status?: RunSummary['status'] | 'waiting',
  ): Promise<void> => {
    const lastSeq = await services.database.db.transaction().execute(async (tx) => {
      const taken = await takeRun(tx, { workspaceId, runId });
      if (!taken) throw new Error('the run has ended');
      const { epoch, nextSeq: firstSeq } = taken;
      const at = new Date().toISOString();
      const state = reduceRun(await readRunLog(tx, { workspaceId, runId }));
      for (const event of events) applyRunEvent(state, { ...event, seq: state.nextSeq, epoch, at });
      const then = toThen(state, status);
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

const demoModel: Model = {
  id: 'demo/demo',
  provider: 'demo',
  model: 'demo',
  title: 'Demo model',
  isScripted: true,
  isDefault: true,
  contextWindow: null,
  maxOutputTokens: null,
  capabilities: { tools: true, thinking: true, structuredOutput: false, images: false },
  price: null,
};

const shippedPrice: ShippedPrice = {
  id: 'table 1 google/large',
  isExact: true,
  rates: { inputFresh: 3_000_000_000, outputText: 15_000_000_000 },
  isTiered: false,
};

/** A nano-USD a token, of the demo model. */
const priceDemo: PriceUsage = (model, usage) =>
  model === 'demo/demo'
    ? {
        isEstimated: false,
        lines: tokenBuckets.flatMap((bucket) =>
          usage[bucket] > 0
            ? [{ bucket, tokens: usage[bucket], nanoUsdPerMillionTokens: 1e6, amount: usage[bucket], priceId: 'test' }]
            : [],
        ),
      }
    : null;

const machine: Machine = {
  read: async () => ({
    role: 'all',
    startedAt: '2026-11-21T09:00:00.000Z',
    nodeVersion: '24.0.0',
    memoryBytes: 100_000_000,
    loopDelayMs: 1.5,
    activeRuns: 2,
    disk: { folder: '/data', freeBytes: 5_000_000, totalBytes: 9_000_000 },
  }),
};

const noPlaces: ActivityPlaces = {
  connected: [],
  deliver: async () => undefined,
  search: async () => undefined,
  listStates: () => [],
};

/** What the providers of the tests take: the demo model nothing. */
const parametersOf = new Map<string, z.ZodType<JsonObject>>([
  ['demo', z.strictObject({})],
  [
    'warm',
    z.strictObject({
      heat: z.int().max(9).exactOptional(),
      mode: z.union([z.strictObject({ kind: z.literal('slow') }), z.strictObject({ steps: z.int() })]).exactOptional(),
    }),
  ],
]);

/** The calculator of the tests: adds nothing, and tells the number that it was given. */
const prepareTest: ToolCatalog['prepareTest'] = ({ arguments: { x } }) => {
  if (typeof x !== 'number') throw toInvalidField('arguments.x', 'must be a number');
  const text = String(x);
  return async (): Promise<TestedTool> => ({ outcome: 'ok', text, bytes: text.length, durationMs: 1 });
};

const openServices = (database: TestDatabase, stopping: AbortSignal, errors: unknown[]): ApiServices => {
  const events = createInProcessEventBus();
  const hub = createLiveHub(events);
  const connections = createTestShelf(database);
  return {
    version: '1.2.3',
    database,
    events,
    liveText: createLiveTextHub({ database, events }),
    hub,
    activityFeed: createActivityFeed({ database, hub }),
    tools: {
      tools: new Map([[calculator.name, calculator]]),
      broken: [{ file: 'broken.tool.ts', reason: 'It has no default export.' }],
      prepareTest,
    },
    models: {
      hasProvider: async (_, id) => parametersOf.has(id),
      findParameters: async (_, id) => {
        const schema = parametersOf.get(id);
        return schema && { title: id, schema };
      },
      defaultModel: async () => ({ provider: 'demo', model: 'demo' }),
      list: async () => [demoModel],
      findFault: async (_, id, model) =>
        parametersOf.has(id)
          ? null
          : { code: 'provider-missing', subject: `${id}/${model}`, message: `No provider named ${id} is connected.` },
      hasPrice: async (_, id) => id !== 'warm',
      readPrices: async () => priceDemo,
      readCallPrices:
        async () =>
        ({ provider, model, usage, at }) =>
          parametersOf.has(provider) ? priceDemo(`${provider}/${model}`, usage, at) : undefined,
      findShippedPrice: async (workspaceId, provider) => {
        const known = await connections.list(workspaceId);
        if (known.some(({ name }) => name === provider)) return shippedPrice;
        throw new AppError('connection.not-found', `There is no connection ${provider}.`);
      },
    },
    connections,
    rateLimits: createRateLimits(),
    workGate: new WorkGate(),
    reportRoom: new ReportRoom(),
    runQueue: new RunQueue(database),
    reports: createReportWriter(database, {
      onNewPlace: ({ workspaceId, agentId }) => events.publish(toAgentsTopic(workspaceId), agentId),
    }),
    machine,
    activityPlaces: noPlaces,
    openStreams: new OpenStreams(stopping),
    stopping,
    logError: (message, details) => errors.push([message, details]),
  };
};

/** A workspace with an `assistant` on a real database, another one to keep out of it, and callers in both. */
export const openTestApi = async (options: TestDatabaseOptions = {}) => {
  const database = await openTestDatabase(options);
  const stopping = new AbortController();
  const errors: unknown[] = [];
  const services = openServices(database, stopping.signal, errors);
  const newPrincipal = async (changes: Partial<Principal> = {}): Promise<Principal> => {
    const workspaceId = changes.workspaceId ?? (await database.newWorkspace());
    const created = { author: null, status: 'active', at: new Date().toISOString() } as const;
    await insertAgent(database.db, { workspaceId, slug: 'assistant', name: 'Assistant', spec, ...created });
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
    spec,
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
      await services.reports.close();
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
