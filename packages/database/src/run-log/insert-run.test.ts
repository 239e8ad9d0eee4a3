import { newId } from '@signalbox/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { getAgent } from '../queries/agents.ts';
import { getConversation } from '../queries/conversations.ts';
import { insertTestAgent, type TestAgent } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { insertRun, type NewRun } from './insert-run.ts';

const by = { kind: 'local', id: 'test', name: 'Test' } as const;

describe.each(testEngines)('starting on %s', (engine) => {
  let database: TestDatabase;
  let agent: TestAgent;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
  });
  afterAll(() => database.close());

  const start = async (run: Partial<NewRun> = {}): Promise<NewRun> => {
    const whole: NewRun = {
      ...agent,
      id: newId(),
      isNewConversation: false,
      mustBeNewest: false,
      idempotencyKey: null,
      previousRunId: null,
      version: 1,
      source: 'api',
      modelOverride: null,
      inputPreview: 'Hello',
      request: { text: 'Hello', by },
      action: 'runs.start',
      at: '2026-01-02T03:00:10.000Z',
      ...run,
    };
    await insertRun(database.db, whole);
    return whole;
  };

  beforeAll(async () => {
    agent = await insertTestAgent(database, await database.newWorkspace());
  });

  test('a first run begins its conversation, and the next ones are its newest', async () => {
    const { db } = database;
    const { workspaceId } = agent;
    const conversationId = newId();
    const first = await start({ conversationId, isNewConversation: true, inputPreview: 'The beginning' });
    const later = await start({ conversationId });
    const conversation = await getConversation(db, { workspaceId, id: conversationId });
    expect(conversation).toMatchObject({ title: 'The beginning', lastRunId: later.id });
    expect(conversation.runs.map(({ id, status }) => [id, status])).toEqual([
      [first.id, 'queued'],
      [later.id, 'queued'],
    ]);
    // begun before, stored after
    await start({ conversationId, id: '01900000-0000-7000-8000-000000000000' });
    expect(await getConversation(db, { workspaceId, id: conversationId })).toMatchObject({ lastRunId: later.id });
  });

  test('each start stands in the audit log, and one that fails leaves nothing', async () => {
    const { db } = database;
    const { workspaceId } = agent;
    const entries = () =>
      db.selectFrom('auditLog').select(['action', 'target', 'actor']).where('workspaceId', '=', workspaceId).execute();
    const before = await entries();
    const { id } = await start({ action: 'runs.retry' });
    const conversationId = newId();
    const failing = start({ conversationId, isNewConversation: true, version: 99 });
    await expect(failing).rejects.toMatchObject({ code: 'database.conflict' });
    const added = (await entries()).slice(before.length);
    expect(added).toEqual([{ action: 'runs.retry', target: id, actor: JSON.stringify(by) }]);
    await expect(getConversation(db, { workspaceId, id: conversationId })).rejects.toMatchObject({
      code: 'conversation.not-found',
    });
  });

  test('the agent’s last use moves forward only, in steps of ten seconds', async () => {
    agent = await insertTestAgent(database, agent.workspaceId);
    const useAt = async (at: string) => {
      await start({ at: `2026-01-02T${at}.000Z` });
      const { workspaceId, agentId } = agent;
      return (await getAgent(database.db, { workspaceId, agent: agentId })).lastActiveAt?.slice(11, 19);
    };
    expect(await useAt('03:00:10')).toBe('03:00:10');
    expect(await useAt('03:00:19')).toBe('03:00:10');
    expect(await useAt('02:00:00')).toBe('03:00:10');
    expect(await useAt('03:00:21')).toBe('03:00:21');
  });
});
