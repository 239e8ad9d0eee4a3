import type { ActivityPlace } from '@signalbox/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { insertTestActivity } from '../testing/insert-test-activity.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { countDeliveries, deleteDeliveries, takeDeliveries } from './activity-deliveries.ts';
import { insertActivityWords, toTrigrams, toWords } from './activity-words.ts';
import { getActivity, listActivity, type NewActivity } from './activity.ts';
import { getAgent } from './agents.ts';
import { observeAgent } from './observed-agents.ts';

test('toWords: 3 to 30 letters and digits that begin with a letter, each once, in lower case', () => {
  expect(toWords(['The Größe of v12, 12a, ab, the end.', 'x'.repeat(31)])).toEqual(['the', 'größe', 'v12', 'end']);
  expect(toWords([Array.from({ length: 300 }, (_, index) => `word${index}`).join(' ')])).toHaveLength(200);
});

test('toTrigrams: as pg_trgm cuts a word', () => {
  expect(toTrigrams('cat')).toEqual(['  c', ' ca', 'cat', 'at ']);
});

describe.each(testEngines)('activity on %s', (engine) => {
  let database: TestDatabase;
  let workspaceId: string;
  let agentId: string;

  const newWorkspace = async (): Promise<void> => {
    workspaceId = await database.newWorkspace();
    agentId = await register('builder');
  };
  const register = async (agent: string): Promise<string> =>
    (await observeAgent(database.db, { workspaceId, agent })).id;
  const insert = async (change: Partial<NewActivity> = {}): Promise<string> => {
    const { output } = change;
    await insertActivityWords(database.db, { workspaceId, words: toWords([output ?? '']) });
    return insertTestActivity(database, { workspaceId, agentId, ...change });
  };
  const list = async (filters: object = {}): Promise<string[]> =>
    (await listActivity(database.db, { workspaceId, limit: 50, ...filters })).items.map(({ id }) => id);

  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    await newWorkspace();
  }, 30_000);
  afterAll(() => database.close());

  test('an unknown slug is registered as an external agent that was seen, once; an unknown id is not found', async () => {
    const id = await register('1');
    expect(await register('1')).toBe(id);
    expect(await register(id)).toBe(id);
    const agent = await getAgent(database.db, { workspaceId, agent: '1' });
    expect(agent).toMatchObject({ slug: '1', kind: 'external', isObserved: true, version: 0, lastActiveAt: null });
    const unknown = '019aa514-3c1f-7b04-9d3a-52f1c6a8e0b7';
    await expect(register(unknown)).rejects.toMatchObject({ code: 'agent.not-found' });
  });

  test('of an agent that was merged into another, the other is meant', async () => {
    const [id, into] = [await register('old-name'), await register('new-name')];
    const agents = database.db.updateTable('agents').set({ mergedInto: into, archivedAt: new Date() });
    await agents.where('workspaceId', '=', workspaceId).where('id', '=', id).execute();
    expect([await register('old-name'), await register(id)]).toEqual([into, into]);
  });

  test('an entry comes back as it was written, and its agent was active then', async () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    const written = {
      at,
      taskId: '123',
      output: 'Done',
      error: 'None',
      durationMs: 1.5,
      project: 'Site',
      reason: 'Why',
    };
    const id = await insert({ ...written, details: '{"a":[1]}' });
    expect(await getActivity(database.db, { workspaceId, id })).toEqual({
      id,
      agentId,
      agentSlug: 'builder',
      agentName: 'builder',
      type: 'build',
      status: 'success',
      intent: 'implementation',
      ...written,
      at: at.toISOString(),
      details: { a: [1] },
      runId: null,
      isInMemory: null,
      isCached: null,
    });
    const seen = async () => (await getAgent(database.db, { workspaceId, agent: agentId })).lastActiveAt;
    expect(await seen()).toBe(at.toISOString());
    await insert({ at: new Date(at.getTime() - 1000) });
    expect(await seen()).toBe(at.toISOString());
    const elsewhere = await database.newWorkspace();
    await expect(getActivity(database.db, { workspaceId: elsewhere, id })).rejects.toMatchObject({
      code: 'request.not-found',
    });
  });

  test('listActivity: newest first by their times, page by page, and by every filter', async () => {
    await newWorkspace();
    const other = await register('other');
    const at = (hour: number): Date => new Date(Date.UTC(2026, 0, 1, hour));
    const noon = await insert({ at: at(12), status: 'failed', intent: 'bugfix' });
    const morning = await insert({ at: at(8), agentId: other, project: 'Site' });
    const evening = await insert({ at: at(20), type: 'test' });
    const first = await listActivity(database.db, { workspaceId, limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([evening, noon]);
    expect(await list({ cursor: first.nextCursor })).toEqual([morning]);
    expect(await list({ agent: 'other' })).toEqual([morning]);
    expect(await list({ agent: agentId })).toEqual([evening, noon]);
    expect(await list({ type: 'test' })).toEqual([evening]);
    expect(await list({ status: 'failed' })).toEqual([noon]);
    expect(await list({ intent: 'bugfix' })).toEqual([noon]);
    expect(await list({ project: 'Site' })).toEqual([morning]);
    expect(await list({ from: at(12).toISOString(), until: at(20).toISOString() })).toEqual([noon]);
    expect(await list({ agent: 'other', status: 'failed' })).toEqual([]);
  });

  test('a search finds words, their beginnings, and words that are written nearly like them', async () => {
    await newWorkspace();
    const deployed = await insert({ output: 'Deployed the billing service to Kubernetes' });
    const failed = await insert({ output: 'The migration of invoices failed' });
    expect(await list({ search: 'billing' })).toEqual([deployed]);
    expect(await list({ search: 'BILL serv' })).toEqual([deployed]);
    expect(await list({ search: 'kubernets' })).toEqual([deployed]);
    expect(await list({ search: 'migrashun invoice' })).toEqual([failed]);
    expect(await list({ search: 'billing invoices' })).toEqual([]);
    expect(await list({ search: `'); drop & | ! : * ( <-> \\` })).toEqual([]);
    expect(await list({ search: '!?' })).toEqual([]);
    expect(await list({ search: 'billing', foundIds: [failed] })).toEqual([failed, deployed]);
    await newWorkspace();
    expect(await list({ search: 'billing', foundIds: [failed] })).toEqual([]);
  });

  describe('deliveries', () => {
    const take = (place: ActivityPlace, limit = 10) => takeDeliveries(database.db, { place, limit });
    const makeDue = () =>
      database.db
        .updateTable('activityDeliveries')
        .set({ nextAt: new Date(0) })
        .where('workspaceId', '=', workspaceId)
        .execute();

    test('what is taken is nobody else’s, and what has arrived is struck out', async () => {
      await newWorkspace();
      const id = await insert({ places: ['memory', 'cache'], output: 'Done' });
      const isAt = async () => {
        const { isInMemory, isCached } = await getActivity(database.db, { workspaceId, id });
        return { isInMemory, isCached };
      };
      expect(await isAt()).toEqual({ isInMemory: false, isCached: false });
      const arrived = await take('memory');
      expect(arrived).toMatchObject([{ workspaceId, id, output: 'Done', agentSlug: 'builder', agentCapabilities: [] }]);
      expect(await take('memory')).toEqual([]);
      await deleteDeliveries(database.db, { place: 'memory', arrived });
      expect(await isAt()).toEqual({ isInMemory: true, isCached: false });
      expect(await countDeliveries(database.db, { workspaceId })).toEqual(new Map([['cache', 1]]));
      await deleteDeliveries(database.db, { place: 'cache', arrived: await take('cache') });
      expect(await isAt()).toEqual({ isInMemory: true, isCached: true });
    });

    test('what did not arrive comes again later, alone and after what is new', async () => {
      await newWorkspace();
      const old = [await insert({ places: ['cache'] }), await insert({ places: ['cache'] })];
      expect((await take('cache')).map(({ id }) => id)).toEqual(old);
      await makeDue();
      const fresh = await insert({ places: ['cache'] });
      expect((await take('cache')).map(({ id }) => id)).toEqual([fresh]);
      expect(await take('cache')).toHaveLength(1);
      expect(await take('cache')).toHaveLength(1);
      expect(await take('cache')).toEqual([]);
    });
  });

  test('an entry is found by its time to the millisecond', async () => {
    await newWorkspace();
    for (let count = 0; count < 200; count += 1) {
      const id = await insert({});
      const { at } = await getActivity(database.db, { workspaceId, id });
      expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(Date.parse(at));
    }
  });
});
