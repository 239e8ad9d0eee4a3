import { getActivity, observeAgent, type DeliverableActivity } from '@signalbox/database';
import { insertTestActivity, openTestDatabase, type TestDatabase, testEngines } from '@signalbox/database/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { ActivityTarget } from './activity-target.ts';
import { createDeliverActivityJob } from './deliver-activity.job.ts';

/** A place in memory: entries by their ids. */
class Shelf implements ActivityTarget {
  readonly place = 'cache';
  readonly entries = new Map<string, DeliverableActivity>();
  isOpen = true;
  fails = false;

  isReady(): boolean {
    return this.isOpen;
  }

  async put(entries: readonly DeliverableActivity[]): Promise<void> {
    for (const entry of entries) this.entries.set(entry.id, entry);
    if (this.fails) throw new Error('the answer was lost');
  }
}

describe.each(testEngines)('deliver-activity on %s', (engine) => {
  let database: TestDatabase;
  let workspaceId: string;
  beforeAll(async () => void (database = await openTestDatabase({ engine })), 30_000);
  afterAll(() => database.close());
  beforeEach(async () => void (workspaceId = await database.newWorkspace()));

  const insert = async (): Promise<string> => {
    const agent = await observeAgent(database.db, { workspaceId, agent: 'builder' });
    return insertTestActivity(database, { workspaceId, agentId: agent.id, places: ['cache'] });
  };
  const isCached = async (id: string) => (await getActivity(database.db, { workspaceId, id })).isCached;
  const open = () => {
    const shelf = new Shelf();
    const tried: string[] = [];
    const onTried = (entries: readonly DeliverableActivity[]) => tried.push(...entries.map(({ id }) => id));
    const job = createDeliverActivityJob({ database, target: shelf, onTried });
    return { shelf, tried, run: () => job.run(new AbortController().signal) };
  };

  test('brings what waits, and then rests', async () => {
    const { shelf, tried, run } = open();
    const id = await insert();
    expect([await run(), await run()]).toEqual([true, false]);
    expect([[...shelf.entries.keys()], tried, await isCached(id)]).toEqual([[id], [id], true]);
  });

  test('takes nothing while the place is not ready', async () => {
    const { shelf, run } = open();
    const id = await insert();
    shelf.isOpen = false;
    expect([await run(), await isCached(id)]).toEqual([false, false]);
    shelf.isOpen = true;
    expect([await run(), await isCached(id)]).toEqual([true, true]);
  });

  test('brings again later what it does not know to have arrived: the place has it once', async () => {
    const { shelf, tried, run } = open();
    const id = await insert();
    shelf.fails = true;
    await expect(run()).rejects.toThrow('the answer was lost');
    expect([tried, await isCached(id), await run()]).toEqual([[id], false, false]);
    const rows = database.db.updateTable('activityDeliveries').set({ nextAt: new Date(0) });
    await rows.where('workspaceId', '=', workspaceId).execute();
    shelf.fails = false;
    expect([await run(), shelf.entries.size, await isCached(id)]).toEqual([true, 1, true]);
  });
});
