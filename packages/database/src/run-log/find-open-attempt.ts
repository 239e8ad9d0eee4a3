import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import { parseRunEvents } from './parse-run-events.ts';

/** The attempt at a turn that is open in the log up to this seq; undefined when none is. */
export const findOpenAttempt = async (
  db: Kysely<Tables>,
  { workspaceId, runId, seq }: { readonly workspaceId: string; readonly runId: string; readonly seq: number },
): Promise<number | undefined> => {
  const rows = await db
    .selectFrom('runEvents')
    .select(['seq', 'epoch', 'type', 'at', 'payload'])
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId)
    .where('seq', '<=', seq)
    .where('type', 'in', ['model-call-start', 'model-call-end', 'model-call-discard'])
    .orderBy('seq', 'desc')
    .limit(1)
    .execute();
  // only a start is read, and a start is never so large that its payload stands apart
  const [last] = parseRunEvents(rows.filter(({ type, payload }) => type === 'model-call-start' && payload !== ''));
  return last?.type === 'model-call-start' ? last.payload.attempt : undefined;
};
