import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { AppError } from '@signalbox/contracts';
import type { ModelProvider } from '@signalbox/models';
import { pino } from 'pino';

import type { Config } from './config.ts';
import { createAllowedOrigins } from './http/allowed-origins.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { loadSecret } from './load-secret.ts';
import { openRuntime, type RuntimeOptions } from './open-runtime.ts';
import type { Runtime } from './runtime.ts';

/** A running server process. */
export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  /** Resolves when the database is open: at once for the embedded one. */
  readonly ready: Promise<Runtime>;
  /** Ends streams, hands runs over, and closes everything; at most about 15 s. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Model providers beside the built-in ones. */
  readonly providers?: readonly ModelProvider[];
  /** The database has ended by itself. */
  readonly onFatal?: (error: Error) => void;
}

const redacted = [
  'authorization',
  'cookie',
  'password',
  'key',
  'token',
  'req.headers',
  '*.authorization',
  '*.cookie',
  '*.password',
];

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
 * Starts the program. Listens at once with a database server, which may still be away; with the embedded database
 * when that is open. Throws when the settings, the port or the data folder can't be used.
 */
export const startServer = async (config: Config, options: StartOptions = {}): Promise<RunningServer> => {
  const { providers = [], onFatal = () => undefined } = options;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(config.toolsDir, { recursive: true });
  if (config.masterKey === undefined) loadSecret(config.dataDir, 'master-key');
  const log = pino({ level: config.logLevel, redact: { paths: redacted, censor: '[redacted]' } }, pino.destination(2));
  const stopping = new AbortController();
  const origins = createAllowedOrigins(config);
  let runtime: Runtime | undefined;
  const server = await createHttpServer({
    origins,
    findRuntime: () => runtime,
    stopping: stopping.signal,
    log,
    isProbesOnly: config.role === 'worker',
  });
  const open = async (publicUrl: string): Promise<Runtime> => {
    const { isAllowedOrigin } = origins;
    runtime = await openWhenThere({
      config,
      publicUrl,
      isAllowedOrigin,
      stopping: stopping.signal,
      log,
      providers,
      onFatal,
    });
    return runtime;
  };
  const listen = async (): Promise<string> => {
    await server.listen({ port: config.port, host: config.host });
    const address = server.server.address();
    return toUrl(config.host, typeof address === 'object' && address ? address.port : config.port);
  };

  const url = await listen();
  const ready = open(config.publicUrl ?? url);
  try {
    if (config.databaseUrl === undefined) await ready;
  } catch (error) {
    await server.close();
    throw error;
  }
  return {
    url: config.publicUrl ?? url,
    ready,
    stop: async () => {
      stopping.abort();
      await ready.catch(() => undefined);
      // streams get a turn to say that they end
      await delay(20);
      await server.close();
      await runtime?.close();
    },
  };
};
