import { AppError } from '@signalbox/contracts';
import { DatabaseStartError } from '@signalbox/database';

import { type Config, ConfigError } from './config.ts';
import { type RunningServer, startServer, type StartOptions } from './start-server.ts';

/** Longest orderly stop; a supervisor's patience is usually 30 s. */
const stopMs = 18_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const isExpected = (error: unknown): error is Error =>
  error instanceof ConfigError || error instanceof DatabaseStartError || error instanceof AppError;

const explain = (error: unknown): string => {
  if (isExpected(error)) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is in use by another program. Stop that, or set PORT to another.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

const fail = (error: unknown): void => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
};

const announce = async (server: RunningServer, config: Config): Promise<void> => {
  const where = config.databaseUrl === undefined ? 'embedded database' : 'PostgreSQL';
  say(`Signalbox is running at ${server.url}`);
  say(`Data: ${config.dataDir} (${where}${config.role === 'all' ? '' : `, role ${config.role}`})`);
  say('Stop it with Ctrl+C.');
  const { setupLink } = await server.ready;
  const token = setupLink.token();
  if (token !== null && config.role !== 'worker') say(`Set up your account: ${server.url}/setup?token=${token}`);
};

const stopOnSignals = (server: RunningServer): void => {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), stopMs).unref();
    server.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

/** The whole life of a server process: starts, says where it is, and stops in order on SIGTERM or Ctrl+C. */
export const runServer = async (config: Config, options: Pick<StartOptions, 'providers'> = {}): Promise<void> => {
  process.on('unhandledRejection', fail);
  try {
    const server = await startServer(config, { ...options, onFatal: fail });
    stopOnSignals(server);
    await announce(server, config);
  } catch (error) {
    fail(error);
  }
};
