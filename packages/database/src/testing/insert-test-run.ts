import { AgentSpec, newId } from '@signalbox/contracts';

import type { Database } from '../database.ts';
import { insertVersion } from '../queries/agent-versions.ts';
import { insertRun } from '../run-log/insert-run.ts';

const testSpec = AgentSpec.parse({ instructions: 'Be brief.', tools: 'all' });

export interface TestAgent {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly conversationId: string;
}

/** An agent with one version and a conversation that has no run yet. */
export const insertTestAgent = async (
  { db }: Database,
  workspaceId: string,
  { name = 'A', spec = testSpec }: { readonly name?: string; readonly spec?: AgentSpec } = {},
): Promise<TestAgent> => {
  const agentId = newId();
  const conversationId = newId();
  const createdAt = new Date();
  await db
    .insertInto('agents')
    .values({
      id: agentId,
      workspaceId,
      slug: agentId.slice(-12),
      name,
      status: 'active',
      currentVersion: 1,
      latestVersion: 1,
      createdAt,
    })
    .execute();
  await insertVersion(db, { workspaceId, agentId, number: 1, spec, author: null, at: createdAt.toISOString() });
  const conversation = { id: conversationId, workspaceId, agentId, title: 'Hello', lastRunId: null };
  await db
    .insertInto('conversations')
    .values({ ...conversation, createdAt, updatedAt: createdAt })
    .execute();
  return { workspaceId, agentId, conversationId };
};

interface TestRun {
  readonly text?: string;
  readonly previousRunId?: string | null;
  /** `provider/model`, in place of the agent's. */
  readonly modelOverride?: string | null;
}

/** A queued run of the agent; answers with its id. */
export const insertTestRun = async ({ db }: Database, agent: TestAgent, run: TestRun = {}): Promise<string> => {
  const { text = 'Hello', previousRunId = null, modelOverride = null } = run;
  const id = newId();
  const by = { kind: 'local', id: 'test', name: 'Test' } as const;
  await insertRun(db, {
    id,
    ...agent,
    isNewConversation: false,
    mustBeNewest: false,
    idempotencyKey: null,
    previousRunId,
    version: 1,
    source: 'api',
    modelOverride,
    inputPreview: text.slice(0, 300),
    request: { text, by },
    action: 'runs.start',
    at: new Date().toISOString(),
  });
  return id;
};
