import { type Config, ConfigError } from './config.ts';
import { explainError } from './explain-error.ts';
import { openBrowser } from './open-browser.ts';
import { type RunningServer, startServer, type StartOptions } from './start-server.ts';

/** A signal to a whole group of processes arrives twice, directly and passed on: what comes so soon is the same one. */
const sameSignalMs = 1000;

/** Longest orderly stop; a supervisor's patience is usually 30 s. */
const stopMs = 18_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Ends the process at once: 2 when the settings are wrong, 1 otherwise. */
const fail = (error: unknown): void => {
  process.stderr.write(`${explainError(error)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
};

const announce = async (server: RunningServer, config: Config): Promise<void> => {
  const where = config.databaseUrl === undefined ? 'embedded database' : 'PostgreSQL';
  say(`Signalbox is running at ${server.url}`);
  say(`Data: ${config.dataDir} (${where}${config.role === 'all' ? '' : `, role ${config.role}`})`);
  say('Stop it with Ctrl+C.');
  const { setupLink } = await server.ready;
  const token = setupLink.token();
  if (token === null || config.role === 'worker') return;
  const link = `${server.url}/setup?token=${token}`;
  say(`Set up your account: ${link}`);
  if (config.opensBrowser) openBrowser(link);
};

/** Answers whether the process has been told to stop. */
const stopOnSignals = (starting: Promise<RunningServer>): (() => boolean) => {
  let stoppingSince: number | undefined;
  const stop = async (): Promise<void> => {
    const server = await starting;
    await server.stop();
    process.exit(0);
  };
  const handle = (): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameSignalMs) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    setTimeout(() => process.exit(1), stopMs).unref();
    stop().catch(fail);
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
  return () => stoppingSince !== undefined;
};

/** The whole life of a server process: starts, says where it is, and stops in order on SIGTERM or Ctrl+C. */
export const runServer = async (
  config: Config,
  options: Pick<StartOptions, 'providers' | 'generosity'> = {},
): Promise<void> => {
  process.on('unhandledRejection', fail);
  const starting = startServer(config, { ...options, onFatal: fail });
  const isStopping = stopOnSignals(starting);
  try {
    await announce(await starting, config);
  } catch (error) {
    // a stop while the database is still away is no failure
    if (!isStopping()) fail(error);
  }
};
