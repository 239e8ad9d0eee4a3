import type { FinalRunStatus } from '@signalbox/contracts';
import {
  claimRuns,
  createRunLoader,
  createStepWriter,
  type Database,
  insertToolSet,
  releaseLeases,
  renewLeases,
} from '@signalbox/database';
import type { RunLog } from '@signalbox/engine';
import { LRUCache } from 'lru-cache';

/** Tool sets known to be stored, so that most model calls ask the database nothing. */
const knownToolSets = 1000;

/** The engine's run log over the database; `onEnd` is told of each run that it ended. `close` waits for what was appended. */
export const createRunLog = (
  database: Database,
  onEnd: (status: FinalRunStatus) => void = () => undefined,
): RunLog & { close(): Promise<void> } => {
  const { db } = database;
  const writer = createStepWriter(database);
  const stored = new LRUCache<string, true>({ max: knownToolSets });
  return {
    claim: (options) => claimRuns(db, options),
    renew: (held) => renewLeases(db, held),
    release: (held) => releaseLeases(db, held),
    load: createRunLoader(db),
    append: async (entry) => {
      const answer = await writer.append(entry);
      if (answer === 'stored' && entry.then.type === 'end') onEnd(entry.then.summary.status);
      return answer;
    },
    saveToolSet: async (workspaceId, digest, content) => {
      const key = `${workspaceId} ${digest}`;
      if (stored.has(key)) return;
      await insertToolSet(db, { workspaceId, digest, content });
      stored.set(key, true);
    },
    close: () => writer.close(),
  };
};
