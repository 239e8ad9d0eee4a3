import { newId } from '@signalbox/contracts';
import { type Database, openDatabase } from '@signalbox/database';
import {
  type DatabasePlace,
  describeWorkspace,
  foldAllRuns,
  insertPastRun,
  insertTestActivity,
  insertTestAgent,
} from '@signalbox/database/testing';

import { setUpWorkspace } from '../../src/auth/set-up-workspace.ts';

const withDatabase = async <Result>(
  place: DatabasePlace,
  work: (database: Database) => Promise<Result>,
): Promise<Result> => {
  const onFatal = (error: Error): void => {
    throw error;
  };
  const database = await openDatabase({ ...place, log: () => undefined, onFatal });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

/** A workspace that no case is about. */
export interface Bystander {
  /** What is not as it was in it, and whether there are others by now. The server has ended. */
  findChanges(): Promise<string[]>;
}

/** Makes the server's own workspace and, beside it, one with an agent, a run and an activity. */
export const placeBystander = (place: DatabasePlace): Promise<Bystander> =>
  withDatabase(place, async (database) => {
    const { authDb } = database;
    await setUpWorkspace(database);
    const workspaceId = newId();
    const organization = { id: workspaceId, name: 'Bystander', slug: 'bystander', createdAt: new Date() };
    await authDb.insertInto('auth_organization').values(organization).execute();
    const { agentId } = await insertTestAgent(database, workspaceId);
    await insertPastRun(database.db, { workspaceId, agentId, createdAt: new Date(), models: [{ model: 'test-1' }] });
    await insertTestActivity(database, { workspaceId, agentId });
    await foldAllRuns(database.db);
    const before = await describeWorkspace(database, workspaceId);
    return {
      findChanges: () =>
        withDatabase(place, async (later) => {
          const after = await describeWorkspace(later, workspaceId);
          const workspaces = await later.authDb.selectFrom('auth_organization').select('id').execute();
          return [
            ...after.filter((line) => !before.includes(line)).map((line) => `another workspace was changed: ${line}`),
            ...(workspaces.length === 2 ? [] : [`there are ${workspaces.length} workspaces`]),
          ];
        }),
    };
  });
