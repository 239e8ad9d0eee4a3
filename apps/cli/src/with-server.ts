import type { SignalboxClient } from '@signalbox/client';

import type { CliContext } from './cli-context.ts';
import { openClient } from './open-client.ts';
import { startLocalServer } from './start-local-server.ts';

/** A server to ask. */
export interface OpenedServer {
  readonly client: SignalboxClient;
}

const answers = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(new URL('/healthz', url));
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
};

const isHere = (url: string): boolean =>
  URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

/**
 * Does work on the configured server; when none runs on this machine, on one that is started for it, with the data
 * folder of this environment, and stopped afterwards.
 */
export const withServer = async <Result>(
  { config, stderr }: CliContext,
  work: (server: OpenedServer) => Promise<Result>,
): Promise<Result> => {
  if (config.apiKey !== undefined || !isHere(config.url) || (await answers(config.url)))
    return work({ client: openClient(config) });
  stderr.write(`No server answers at ${config.url}: one is started for this.\n`);
  const server = await startLocalServer(config.environment);
  try {
    return await work({ client: openClient({ ...config, url: server.url }) });
  } finally {
    await server.stop();
  }
};
