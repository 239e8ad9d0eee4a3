import { AgentSpec, newId } from '@signalbox/contracts';
import { type AuthTables, type Database, findFirstWorkspace, insertAgent, type Workspace } from '@signalbox/database';

const assistant = AgentSpec.parse({
  instructions:
    'You are a helpful assistant. Work step by step. Use a tool whenever one can give a more certain answer than you can, and say plainly what you could not do.',
  tools: 'all',
});

/** A model as it is: no instructions, no tools. */
const bareModel = AgentSpec.parse({});

const toCreated = () => ({ status: 'active', author: null, at: new Date().toISOString() }) as const;

/** Makes the workspace's agent `bare-model` unless it is there. */
const insertBareModel = async (db: Database['db'], workspaceId: string): Promise<void> => {
  await insertAgent(db, { workspaceId, slug: 'bare-model', name: 'Bare model', spec: bareModel, ...toCreated() });
};

/** In one transaction, so that there is never one without the other; of two at once, the second waits for the first. */
const insertWorkspace = ({ db }: Database): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const inserted = await tx
      .withoutPlugins()
      .withTables<Pick<AuthTables, 'auth_organization'>>()
      .insertInto('auth_organization')
      .values({ id: newId(), name: 'Main', slug: 'main', createdAt: new Date() })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) return;
    const { id: workspaceId } = inserted;
    await insertBareModel(tx, workspaceId);
    await insertAgent(tx, { workspaceId, slug: 'assistant', name: 'Assistant', spec: assistant, ...toCreated() });
  });

/**
 * The installation's first workspace, made with its agents `assistant` and `bare-model` at the first start. Processes that start at once
 * end with one.
 */
export const setUpWorkspace = async (database: Database): Promise<Workspace> => {
  const found = await findFirstWorkspace(database.authDb);
  if (found) {
    // made by a version that had none
    await database.db.transaction().execute((tx) => insertBareModel(tx, found.id));
    return found;
  }
  await insertWorkspace(database);
  const made = await findFirstWorkspace(database.authDb);
  if (!made) throw new Error('the workspace could not be made');
  return made;
};
