import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { AppError } from '@signalbox/contracts';
import type { ModelProvider } from '@signalbox/models';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';

import type { Config } from './config.ts';
import { createMetrics } from './create-metrics.ts';
import { createAllowedOrigins } from './http/allowed-origins.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { loadSecret } from './load-secret.ts';
import { openRuntime, type RuntimeOptions } from './open-runtime.ts';
import type { Runtime } from './runtime.ts';

/** A running server process. */
export interface RunningServer {
  /** Address that browsers use. */
  readonly url: string;
  /** Resolves when the database is open, as the embedded one is already; rejects when it can't be used. */
  readonly ready: Promise<Runtime>;
  /** Lets requests end, ends streams, hands runs over, and closes everything; at most about 15 s. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Model providers beside the built-in ones. */
  readonly providers?: readonly ModelProvider[];
  /** How many times the default shares of requests a minute callers get; 1 unless told. */
  readonly generosity?: number;
  /** In place of JSON lines on stderr at the configured level. */
  readonly log?: Logger;
  /** The database has ended by itself. */
  readonly onFatal?: (error: Error) => void;
}

/**
 * Time that a web process goes on after it was told to stop, saying at /readyz that it is not ready: what stands before
 * several of them sends requests elsewhere by the time the port closes, which cuts off who is just connecting.
 */
const farewellMs = 1500;
/** Time that requests under way get when the process stops. */
const drainMs = 2000;

const secretNames = [
  'authorization',
  'cookie',
  'password',
  'key',
  'apiKey',
  'token',
  '["x-api-key"]',
  '["set-cookie"]',
];
const redacted = [
  'req.headers',
  ...secretNames,
  ...secretNames.map((name) => (name.startsWith('[') ? `*${name}` : `*.${name}`)),
];

const createLog = (level: string): Logger =>
  pino({ level, redact: { paths: redacted, censor: '[redacted]' } }, pino.destination(2));

const toUrl = (host: string, port: number): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Opens the runtime; a database server that is not there is tried again until it is, or the process stops. */
const openWhenThere = async (options: RuntimeOptions): Promise<Runtime> => {
  for (let waitMs = 250; ; waitMs = Math.min(waitMs * 2, 5000)) {
    try {
      return await openRuntime(options);
    } catch (error) {
      const isAway = error instanceof AppError && error.code === 'database.unavailable';
      if (!isAway || options.config.databaseUrl === undefined || options.stopping.aborted) throw error;
      options.log.warn(`The database is not there: ${error.message} Trying again in ${waitMs / 1000} s.`);
      await delay(waitMs, undefined, { signal: options.stopping }).catch(() => undefined);
    }
  }
};

/**
 * Connections that the system keeps until they are taken, as many as Linux gives: with Node’s 511 the next are dropped while
 * thousands come at once, and their clients try again after 1, 3, 7 … seconds.
 */
const maxNewConnections = 4096;

/** Listens, and answers with the port. */
const listen = async (server: FastifyInstance, { host, port, sharesPort }: Config): Promise<number> => {
  // Node's own option, which Fastify passes on: the system spreads connections over all who listen
  const place = { port, host, reusePort: sharesPort, backlog: maxNewConnections };
  await server.listen(place);
  const address = server.server.address();
  return typeof address === 'object' && address ? address.port : port;
};

/** Stops listening. Requests under way may end; streams end by themselves, and what is left then is cut off. */
const drain = async (server: FastifyInstance): Promise<void> => {
  const http = server.server;
  const idle = setInterval(() => http.closeIdleConnections(), 20);
  const late = setTimeout(() => http.closeAllConnections(), drainMs);
  try {
    await server.close();
  } finally {
    clearInterval(idle);
    clearTimeout(late);
  }
};

/** What is made in the data folder before anything else. */
const prepareFolders = ({ dataDir, toolsDir, masterKey }: Config): void => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(toolsDir, { recursive: true });
  if (masterKey === undefined) loadSecret(dataDir, 'master-key');
};

/**
 * Starts the program. Listens at once with a database server, which may still be away; with the embedded database
 * when that is open. Throws when the settings, the port or the data folder can't be used.
 */
export const startServer = async (config: Config, options: StartOptions = {}): Promise<RunningServer> => {
  const { providers = [], generosity = 1, log = createLog(config.logLevel), onFatal = () => undefined } = options;
  prepareFolders(config);
  const leaver = new AbortController();
  const stopper = new AbortController();
  const stopping = stopper.signal;
  const origins = createAllowedOrigins(config);
  let runtime: Runtime | undefined;
  const findRuntime = (): Runtime | undefined => runtime;
  const metrics = createMetrics({
    countActiveRuns: () => runtime?.worker?.activeRuns() ?? 0,
    countOpenStreams: () => runtime?.services.openStreams.size ?? 0,
  });
  const { publicUrl, role } = config;
  const isProbesOnly = role === 'worker';
  const leaving = leaver.signal;
  const server = await createHttpServer({ publicUrl, origins, findRuntime, leaving, log, metrics, isProbesOnly });

  let url = config.publicUrl ?? toUrl(config.host, config.port);
  const open = async (): Promise<Runtime> => {
    const { isAllowedOrigin } = origins;
    const shared = { config, publicUrl: () => url, isAllowedOrigin, stopping, log, metrics };
    runtime = await openWhenThere({ ...shared, providers, generosity, onFatal });
    return runtime;
  };
  const listenAt = async (): Promise<void> => {
    const port = await listen(server, config);
    url = config.publicUrl ?? toUrl(config.host, port);
  };

  // the folder comes before the port: of two programs on one folder, the second should name the first
  const opened = config.databaseUrl === undefined ? await open() : undefined;
  try {
    await listenAt();
  } catch (error) {
    await opened?.close();
    throw error;
  }
  const ready = opened ? Promise.resolve(opened) : open();
  // whoever waits for it is told; nobody has to
  ready.catch(() => undefined);
  const stop = async (): Promise<void> => {
    leaver.abort();
    if (role === 'web' && runtime) await delay(farewellMs);
    stopper.abort();
    await ready.catch(() => undefined);
    await drain(server);
    await runtime?.close();
  };
  let stopped: Promise<void> | undefined;
  return { url, ready, stop: () => (stopped ??= stop()) };
};
