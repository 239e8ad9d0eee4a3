import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

const main = join(import.meta.dirname, '..', '..', 'server', 'src', 'main.ts');

/** How often a server that listens is asked whether it takes runs. */
const readyCheckMs = 100;

/** The product's server in a process of its own. */
export interface LocalServer {
  readonly url: string;
  /** Ends it in order, and waits until it has. */
  readonly stop: () => Promise<void>;
}

/** Starts the server with this environment on a free port, and waits until it takes runs. */
export const startLocalServer = async (
  environment: Readonly<Record<string, string | undefined>>,
): Promise<LocalServer> => {
  const child = spawn(execPath, [main], {
    env: { ...environment, PORT: '0', SIGNALBOX_OPEN: 'never', SIGNALBOX_ROLE: 'all' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /running at (\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('close', () => reject(new Error(`The server did not start:\n${output}`)));
  });
  // it listens before a PostgreSQL is ready
  while (!(await fetch(`${url}/readyz`)).ok) await delay(readyCheckMs);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
};
