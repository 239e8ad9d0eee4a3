import type { Database } from '../database.ts';
import { insertActivity, type NewActivity } from '../queries/activity.ts';

/** An entry of an agent that succeeded now, but for what is given; answers with its id. */
export const insertTestActivity = (
  { db }: Pick<Database, 'db'>,
  entry: Pick<NewActivity, 'workspaceId' | 'agentId'> & Partial<NewActivity>,
): Promise<string> =>
  insertActivity(db, {
    type: 'build',
    status: 'success',
    at: undefined,
    taskId: null,
    output: null,
    error: null,
    durationMs: null,
    project: '',
    intent: 'implementation',
    reason: '',
    details: null,
    sender: { kind: 'api-key', id: 'key-1', name: 'Ingest' },
    address: null,
    places: [],
    ...entry,
  });
