import { type AgentSpec, newId } from '@signalbox/contracts';
import { type Database, findFirstWorkspace, insertAgent, type Workspace } from '@signalbox/database';

const assistant: AgentSpec = {
  models: [],
  instructions:
    'You are a helpful assistant. Work step by step. Use a tool whenever one can give a more certain answer than you can, and say plainly what you could not do.',
  tools: 'all',
  limits: { steps: 25, toolCalls: 200, wallTimeMs: 600_000, costNanoUsd: null },
};

/**
 * The installation's first workspace with its agent `assistant`, made when they are missing. Two processes that
 * start at once end with one.
 */
export const setUpWorkspace = async ({ db, authDb }: Database): Promise<Workspace> => {
  await authDb
    .insertInto('auth_organization')
    .values({ id: newId(), name: 'Main', slug: 'main', createdAt: new Date() })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .execute();
  const workspace = await findFirstWorkspace(authDb);
  if (!workspace) throw new Error('the workspace could not be made');
  const at = new Date().toISOString();
  await db
    .transaction()
    .execute((tx) =>
      insertAgent(tx, { workspaceId: workspace.id, slug: 'assistant', name: 'Assistant', spec: assistant, at }),
    );
  return workspace;
};
