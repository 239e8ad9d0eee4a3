import { AgentSpec } from '@signalbox/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { getAgent, insertAgent, listAgents } from './agents.ts';

const spec = AgentSpec.parse({ instructions: 'Be brief.', tools: ['calculator'] });
const created = { author: null, status: 'active', at: '2026-01-02T03:04:05.000Z' } as const;

describe.each(testEngines)('agents on %s', (engine) => {
  let database: TestDatabase;
  let workspaceId: string;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    workspaceId = await database.newWorkspace();
  }, 30_000);
  afterAll(() => database.close());

  test('insertAgent makes version 1, and leaves an agent whose slug is taken as it is', async () => {
    const { db } = database;
    await insertAgent(db, { workspaceId, slug: 'one', name: 'One', spec, ...created });
    await insertAgent(db, { workspaceId, slug: 'one', name: 'Other', spec: { ...spec, instructions: '' }, ...created });
    const agent = await getAgent(db, { workspaceId, agent: 'one' });
    expect(agent).toMatchObject({ name: 'One', version: 1, spec, createdAt: created.at, lastActiveAt: null });
    expect(await getAgent(db, { workspaceId, agent: agent.id })).toEqual(agent);
    const other = await database.newWorkspace();
    await expect(getAgent(db, { workspaceId: other, agent: agent.id })).rejects.toMatchObject({
      code: 'agent.not-found',
    });
  });

  test('listAgents takes the signs of a search literally and counts what matches', async () => {
    const { db } = database;
    for (const [slug, name] of [
      ['two', '50% off'],
      ['three', String.raw`back\slash`],
    ] as const) {
      await insertAgent(db, { workspaceId, slug, name, spec, ...created });
    }
    const find = async (search: string) => {
      const { items, total } = await listAgents(db, { workspaceId, limit: 10, offset: 0, isArchived: false, search });
      expect(total).toBe(items.length);
      return items.map(({ slug }) => slug);
    };
    expect(await find('%')).toEqual(['two']);
    expect(await find('_')).toEqual([]);
    expect(await find('\\')).toEqual(['three']);
    expect(await find('O')).toEqual(['two', 'one']);
    expect(await listAgents(db, { workspaceId, limit: 1, offset: 1, isArchived: false })).toMatchObject({
      items: [{ slug: 'two' }],
      total: 3,
    });
  });
});
