import { setTimeout as delay } from 'node:timers/promises';

import { isFinalRunStatus, Run, toPageSchema } from '@signalbox/contracts';

import type { ServerProcess } from '../servers/server-process.ts';

const RunPage = toPageSchema(Run);
const pollMs = 200;
/** Ids that a list takes. */
const pageSize = 100;

/** Waits until these runs have ended, and no longer than that; answers with those that have not. */
export const untilEnded = async (
  server: ServerProcess,
  runIds: readonly string[],
  withinMs: number,
): Promise<readonly string[]> => {
  const deadlineMs = performance.now() + withinMs;
  let open = runIds;
  while (open.length > 0 && performance.now() < deadlineMs) {
    const ids = open.slice(0, pageSize);
    const { items } = RunPage.parse(await server.call('query', 'runs.list', { ids, limit: pageSize }));
    const ended = new Set(items.filter(({ status }) => isFinalRunStatus(status)).map(({ id }) => id));
    open = open.filter((id) => !ended.has(id));
    if (open.length > 0 && ended.size === 0) await delay(pollMs);
  }
  return open;
};
