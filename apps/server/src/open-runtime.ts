import { join } from 'node:path';

import {
  type ApiKeyVerifier,
  type ApiServices,
  createApiKeyVerifier,
  createActivityFeed,
  createLiveHub,
  createLiveTextHub,
  createRateLimits,
  OpenStreams,
  RunQueue,
  ReportRoom,
  WorkGate,
} from '@signalbox/api';
import { newId } from '@signalbox/contracts';
import { createReportWriter, type Database, expireLeases, openDatabase } from '@signalbox/database';
import { createWorker, type ModelSource, systemClock, type Worker } from '@signalbox/engine';
import {
  createInProcessEventBus,
  createPostgresEventBus,
  createRedisEventBus,
  type EventBus,
  revokedTopic,
  followedTopic,
  runnableTopic,
  toAgentsTopic,
  toRunTopic,
  toWorkspaceTopic,
} from '@signalbox/events';
import { createDemoProvider, createModelRegistry, type ModelProvider } from '@signalbox/models';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';

import manifest from '../package.json' with { type: 'json' };
import { openActivityPlaces } from './activity-places/open-activity-places.ts';
import type { Auth } from './auth/create-auth.ts';
import { createAuthenticator } from './auth/create-authenticator.ts';
import { createOwner, hasOwner } from './auth/create-owner.ts';
import { readOwnerPassword } from './auth/read-owner-password.ts';
import { setUpWorkspace } from './auth/set-up-workspace.ts';
import { createSetupLink } from './auth/setup-link.ts';
import type { Config } from './config.ts';
import { openConnections } from './connections/open-connections.ts';
import { createMachine } from './create-machine.ts';
import type { Metrics } from './create-metrics.ts';
import { createRunLog } from './create-run-log.ts';
import { createToolReach } from './create-tool-reach.ts';
import { createToolShelf } from './create-tool-shelf.ts';
import type { AllowedOrigins } from './http/allowed-origins.ts';
import { createLiveTextSink } from './live-text/create-live-text-sink.ts';
import { loadSecret } from './load-secret.ts';
import { openRedis } from './open-redis.ts';
import type { Runtime } from './runtime.ts';
import { createSecretBox, type SecretBox } from './secrets/create-secret-box.ts';
import { renewSealedKeys } from './secrets/renew-sealed-keys.ts';
import { startBackgroundJobs } from './start-background-jobs.ts';

/** Time that tools under way get when the process stops. */
const handoverMs = 10_000;

export interface RuntimeOptions {
  readonly config: Config;
  /** Known once the server listens, which with the embedded database is later. */
  readonly publicUrl: () => string;
  readonly isAllowedOrigin: AllowedOrigins['isAllowedOrigin'];
  readonly stopping: AbortSignal;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Model providers beside the built-in ones. */
  readonly providers: readonly ModelProvider[];
  /** How many times the default shares of requests a minute callers get. */
  readonly generosity: number;
  readonly onFatal: (error: Error) => void;
}

const openEvents = ({ config, log: logger }: RuntimeOptions): Promise<EventBus> | EventBus => {
  const { databaseUrl, redisUrl } = config;
  const log = (message: string): void => logger.warn(message);
  if (databaseUrl === undefined) return createInProcessEventBus();
  return redisUrl === undefined ? createPostgresEventBus({ databaseUrl, log }) : createRedisEventBus({ redisUrl, log });
};

const openTools = async ({ config, log }: RuntimeOptions, database: Database) => {
  const reaches = createToolReach(config);
  const shelf = await createToolShelf({
    database,
    toolsDir: config.toolsDir,
    toolReach: reaches.toolReach,
    log: (message) => log.info(message),
    onBroken: ({ file, reason }) => log.warn(`The tool file ${file} can’t be used: ${reason}`),
  });
  const close = async (): Promise<void> => {
    await shelf.close();
    await reaches.close();
  };
  return { shelf, toolReach: reaches.toolReach, close };
};

type Tools = Awaited<ReturnType<typeof openTools>>;

const startWorker = async (
  options: RuntimeOptions,
  parts: {
    readonly database: Database;
    readonly events: EventBus;
    readonly tools: Tools;
    readonly models: ModelSource;
  },
): Promise<{ readonly worker: Worker; readonly close: () => Promise<void> }> => {
  const { config, log, metrics } = options;
  const { database, events, tools, models } = parts;
  const runLog = createRunLog(database, (status) => metrics.runsEnded.inc({ status }));
  const onError = (message: string, cause: unknown): void => log.error({ err: cause }, message);
  const liveText = createLiveTextSink({ database, events, onError });
  const worker = createWorker({
    log: runLog,
    tools: tools.shelf.source,
    toolReach: tools.toolReach,
    models,
    clock: systemClock,
    watchdogs: config.watchdogs,
    hints: {
      appended: (runId, lastSeq) => events.publish(toRunTopic(runId), String(lastSeq)),
      changed: ({ workspaceId, runId }) => events.publish(toWorkspaceTopic(workspaceId), runId),
    },
    liveText,
    onError,
    workerId: newId(),
    concurrency: config.workerConcurrency,
  });
  // the folder's lock says that whoever held a lease is dead
  if (config.databaseUrl === undefined) await expireLeases(database.db);
  events.subscribe(runnableTopic, () => worker.wake());
  events.subscribe(followedTopic, (runId) => worker.follow(runId));
  events.subscribe(revokedTopic, (runId) => worker.revoke(runId));
  events.onGap(() => worker.wake());
  worker.start();
  const close = async (): Promise<void> => {
    await worker.stop({ timeoutMs: handoverMs });
    await liveText.close();
    await runLog.close();
  };
  return { worker, close };
};

/** The box of this installation's secrets, once the database holds none that it should open and can't. */
const openBox = async ({ config, log }: RuntimeOptions, database: Database): Promise<SecretBox> => {
  const { dataDir, masterKey, oldMasterKeys, keepsUnreadable } = config;
  const box = createSecretBox(masterKey ?? loadSecret(dataDir, 'master-key'), oldMasterKeys);
  const source = masterKey === undefined ? join(dataDir, 'master-key') : 'SIGNALBOX_MASTER_KEY';
  await renewSealedKeys({ database, box, source, keepsUnreadable, log: (message) => log.warn(message) });
  return box;
};

const openKeys = ({ log }: RuntimeOptions, database: Database): ApiKeyVerifier =>
  createApiKeyVerifier(database, (error) => log.warn({ err: error }, 'When API keys were last used was not written'));

const openAuth = async (options: RuntimeOptions, database: Database, { verify }: ApiKeyVerifier) => {
  const { config, publicUrl, isAllowedOrigin, log } = options;
  const secret = config.sessionSecret ?? loadSecret(config.dataDir, 'session-secret');
  let auth: Promise<Auth> | undefined;
  const loadAuth = (): Promise<Auth> =>
    (auth ??= import('./auth/create-auth.ts').then((module) =>
      module.createAuth({ database, secret, publicUrl: publicUrl(), isAllowedOrigin, log }),
    ));
  const { id: workspaceId } = await setUpWorkspace(database);
  if (config.owner && !(await hasOwner(database.authDb))) {
    const password = readOwnerPassword(config.owner.passwordFile);
    await createOwner(database, { workspaceId, email: config.owner.email, password });
  }
  const cliToken = loadSecret(config.dataDir, 'cli-token');
  const authenticate = createAuthenticator({
    database,
    loadAuth,
    verifyApiKey: verify,
    cliToken,
    workspaceId,
    isAllowedOrigin,
  });
  const setupLink = createSetupLink(!(await hasOwner(database.authDb)));
  return { loadAuth, authenticate, workspaceId, setupLink };
};

/** What viewers of this process share. */
const openReports = (database: Database, events: EventBus) =>
  createReportWriter(database, {
    onNewPlace: ({ workspaceId, agentId }) => events.publish(toAgentsTopic(workspaceId), agentId),
  });

/**
 * Calls worked on at once, as few as keep both cores busy: who comes while others wait, waits for these first. PGlite has one
 * session, and of PostgreSQL’s ten connections most are left to runs and jobs.
 */
const maxCallsUnderWay: Record<Database['engine'], number> = { pglite: 2, postgres: 4 };

/** What keeps this process from taking more than it can do. */
const openLimits = (database: Database, redis: Redis | undefined, generosity: number) => ({
  rateLimits: createRateLimits({ redis, generosity }),
  workGate: new WorkGate({ maxUnderWay: maxCallsUnderWay[database.engine] }),
  runQueue: new RunQueue(database),
  reportRoom: new ReportRoom(),
});

const openLive = (database: Database, events: EventBus) => {
  const hub = createLiveHub(events);
  const liveText = createLiveTextHub({ database, events });
  return { hub, liveText, activityFeed: createActivityFeed({ database, hub }) };
};

/**
 * Opens the database and everything over it. Throws when the database can't be had now, or its folder belongs to
 * another process.
 */
export const openRuntime = async (options: RuntimeOptions): Promise<Runtime> => {
  const { config, log, metrics, stopping, publicUrl, onFatal } = options;
  const { databaseUrl, dataDir } = config;
  const database = await openDatabase({ databaseUrl, dataDir, log: (message) => log.info(message), onFatal });
  let events: EventBus | undefined;
  let tools: Tools | undefined;
  try {
    const box = await openBox(options, database);
    events = await openEvents(options);
    const keys = openKeys(options, database);
    const authParts = await openAuth(options, database, keys);
    tools = await openTools(options, database);
    const demo = createDemoProvider({ tokensPerSecond: config.demoTokensPerSecond });
    const builtIn = createModelRegistry([demo, ...options.providers]);
    const reached = openConnections({ config, database, box, builtIn });
    const { connections, models } = reached;
    const working = config.role === 'web' ? undefined : await startWorker(options, { database, events, tools, models });
    const jobs = startBackgroundJobs({ config, database, events, log });
    const machine = createMachine(config, () => working?.worker.activeRuns() ?? null);
    const redis = config.redisUrl === undefined ? undefined : await openRedis(config.redisUrl, log);
    const activityPlaces = await openActivityPlaces({ config, database, redis, log, metrics });
    const services: ApiServices = {
      version: manifest.version,
      database,
      events,
      ...openLive(database, events),
      models,
      connections,
      tools: tools.shelf.catalog,
      ...openLimits(database, redis, options.generosity),
      activityPlaces,
      reports: openReports(database, events),
      machine,
      openStreams: new OpenStreams(stopping),
      stopping,
      logError: (message, { requestId, cause }) => log.error({ err: cause, requestId }, message),
    };
    const close = async (): Promise<void> => {
      machine.close();
      await Promise.all([working?.close(), jobs?.close()]);
      await Promise.all([
        tools?.close(),
        reached.close(),
        keys.close(),
        services.reports.close(),
        activityPlaces.close(),
      ]);
      redis?.disconnect();
      await services.events.close();
      await database.close();
    };
    return { ...authParts, services, publicUrl, worker: working?.worker, close };
  } catch (error) {
    await tools?.close();
    await events?.close();
    await database.close();
    throw error;
  }
};
