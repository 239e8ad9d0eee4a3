import { type AgentSpec, newId } from '@signalbox/contracts';

import type { Database } from '../database.ts';
import { insertConversation } from '../queries/conversations.ts';
import { insertRun } from '../run-log/insert-run.ts';

const spec: AgentSpec = {
  models: [],
  instructions: 'Be brief.',
  tools: 'all',
  limits: { steps: 25, toolCalls: 200, wallTimeMs: 600_000, costNanoUsd: null },
};

export interface TestAgent {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly conversationId: string;
}

/** An agent with one version and a conversation. */
export const insertTestAgent = async ({ db }: Database, workspaceId: string): Promise<TestAgent> => {
  const agentId = newId();
  const conversationId = newId();
  const createdAt = new Date();
  await db
    .insertInto('agents')
    .values({
      id: agentId,
      workspaceId,
      slug: agentId.slice(-12),
      name: 'A',
      status: 'active',
      currentVersion: 1,
      createdAt,
    })
    .execute();
  await db
    .insertInto('agentVersions')
    .values({ workspaceId, agentId, number: 1, spec: JSON.stringify(spec), digest: '', createdAt })
    .execute();
  await insertConversation(db, {
    id: conversationId,
    workspaceId,
    agentId,
    title: 'Hello',
    at: createdAt.toISOString(),
  });
  return { workspaceId, agentId, conversationId };
};

/** A queued run of the agent; answers with its id. */
export const insertTestRun = async (
  { db }: Database,
  agent: TestAgent,
  { text = 'Hello', previousRunId = null }: { readonly text?: string; readonly previousRunId?: string | null } = {},
): Promise<string> => {
  const id = newId();
  const by = { kind: 'local', id: 'test', name: 'Test' } as const;
  await db.transaction().execute((tx) =>
    insertRun(tx, {
      id,
      ...agent,
      previousRunId,
      version: 1,
      source: 'api',
      modelOverride: null,
      inputPreview: text.slice(0, 300),
      request: { text, by },
      at: new Date().toISOString(),
    }),
  );
  return id;
};
