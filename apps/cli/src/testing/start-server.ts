import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createSignalboxClient, type SignalboxClient } from '@signalbox/client';
import { unpackDatabase } from '@signalbox/database/testing';

import { type LocalServer, startLocalServer } from '../start-local-server.ts';

/** A server for tests, and a client with the right to everything. */
export interface StartedServer extends LocalServer {
  readonly client: SignalboxClient;
}

/** Starts the server on this data folder, with this environment and no other. */
export const startServer = async (
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedServer> => {
  if (environment['DATABASE_URL'] === undefined) await unpackDatabase(dataDir);
  const server = await startLocalServer({ SIGNALBOX_DATA_DIR: dataDir, ...environment });
  const apiKey = readFileSync(join(dataDir, 'cli-token'), 'utf8').trim();
  return { ...server, client: createSignalboxClient({ url: server.url, apiKey }) };
};
