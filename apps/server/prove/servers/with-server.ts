import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { takePort } from '@signalbox/testing/take-port';

import { ServerProcess, type ServerSettings } from './server-process.ts';

type Settings = Pick<ServerSettings, 'databaseUrl' | 'environment' | 'demoTokensPerSecond' | 'role'>;

/** Works with a server of its own, which is gone with its folder afterwards. */
export const withServer = async <Result>(
  settings: Settings,
  work: (server: ServerProcess) => Promise<Result>,
): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-server-'));
  const server = new ServerProcess({
    ...settings,
    dataDir: join(folder, 'data'),
    toolsDir: join(folder, 'tools'),
    providerLedger: join(folder, 'provider.jsonl'),
    port: await takePort(),
  });
  try {
    await server.start();
    return await work(server);
  } finally {
    await server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
