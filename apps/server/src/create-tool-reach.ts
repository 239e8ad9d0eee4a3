import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { ToolReachSource } from '@signalbox/engine';
import { createGuardedFetch } from '@signalbox/guarded-fetch';

import type { Config } from './config.ts';

/** What tools reach: the guarded network, secrets of the configuration, a folder for each workspace. */
export interface ToolReaches {
  readonly toolReach: ToolReachSource;
  close(): Promise<void>;
}

/** Gives tools their reach; `close` ends connections that are still open. */
export const createToolReach = ({
  dataDir,
  allowAddresses,
  toolSecrets,
}: Pick<Config, 'dataDir' | 'allowAddresses' | 'toolSecrets'>): ToolReaches => {
  const fetch = createGuardedFetch({ allow: allowAddresses });
  const secret = async (name: string): Promise<string | null> => toolSecrets.get(name.toUpperCase()) ?? null;
  const toolReach: ToolReachSource = (workspaceId) => ({
    fetch,
    secret,
    get folder() {
      const folder = join(dataDir, 'files', encodeURIComponent(workspaceId));
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
  });
  return { toolReach, close: () => fetch.close() };
};
