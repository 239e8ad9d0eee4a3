import type { RunEvent } from '@signalbox/contracts';
import { type Database, listRunEvents } from '@signalbox/database';

/** Longest log that is read at once: a run's limits keep it far below. */
const maxEvents = 100_000;
/** Events of a page: few enough that the process answers others in between. */
const pageSize = 5000;

interface RunKey {
  readonly workspaceId: string;
  readonly runId: string;
}

/** The whole log of a run, in one statement. */
export const readRunLog = (db: Database['db'], key: RunKey): Promise<RunEvent[]> =>
  listRunEvents(db, { ...key, afterSeq: 0, limit: maxEvents });

/**
 * The whole log of a run, outside a transaction: while some of a long log is checked the database reads more of it,
 * which takes a third off the time.
 */
export const readRunLogInPages = async (db: Database['db'], key: RunKey): Promise<RunEvent[]> => {
  const readPage = (afterSeq: number): Promise<RunEvent[]> => listRunEvents(db, { ...key, afterSeq, limit: pageSize });
  const events = await readPage(0);
  let isWhole = events.length < pageSize;
  while (!isWhole && events.length < maxEvents) {
    const from = events.length;
    const pages = await Promise.all([0, 1, 2].map((index) => readPage(from + index * pageSize)));
    for (const page of pages) {
      // what a later page has may have come after this one was read
      if (isWhole) break;
      for (const event of page) events.push(event);
      isWhole = page.length < pageSize;
    }
  }
  return events;
};
