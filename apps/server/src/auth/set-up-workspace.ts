import { type AgentSpec, newId } from '@signalbox/contracts';
import { type AuthTables, type Database, findFirstWorkspace, insertAgent, type Workspace } from '@signalbox/database';

const assistant: AgentSpec = {
  models: [],
  instructions:
    'You are a helpful assistant. Work step by step. Use a tool whenever one can give a more certain answer than you can, and say plainly what you could not do.',
  tools: 'all',
  limits: { steps: 25, toolCalls: 200, wallTimeMs: 600_000, costNanoUsd: null },
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
    const at = new Date().toISOString();
    await insertAgent(tx, { workspaceId: inserted.id, slug: 'assistant', name: 'Assistant', spec: assistant, at });
  });

/**
 * The installation's first workspace, made with its agent `assistant` at the first start. Processes that start at once
 * end with one.
 */
export const setUpWorkspace = async (database: Database): Promise<Workspace> => {
  const found = await findFirstWorkspace(database.authDb);
  if (found) return found;
  await insertWorkspace(database);
  const made = await findFirstWorkspace(database.authDb);
  if (!made) throw new Error('the workspace could not be made');
  return made;
};
