import { newId, type RunFilters } from '@signalbox/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { insertTestAgent, insertTestRun, type TestAgent } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { listRuns, type ListRunsOptions } from './list-runs.ts';
import { toSmallestId } from './to-smallest-id.ts';

test('every id made at a moment or later is at or above the smallest of that moment', () => {
  const at = new Date();
  expect(toSmallestId(at) < newId(at.getTime() + 1)).toBe(true);
  expect(toSmallestId(new Date(0))).toBe('00000000-0000-7000-8000-000000000000');
  expect(toSmallestId(new Date('9999-12-31T00:00:00Z')) > newId()).toBe(true);
});

describe.each(testEngines)('listRuns on %s', (engine) => {
  let database: TestDatabase;
  let agent: TestAgent;
  let other: TestAgent;
  /** Oldest first. */
  const ids: string[] = [];
  const texts = ['Book a table/for two', 'Was bücher kosten', '100% sure', 'the TABLE is set', 'a_b c-d'];
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    const workspaceId = await database.newWorkspace();
    agent = await insertTestAgent(database, workspaceId);
    other = await insertTestAgent(database, workspaceId);
    for (const [index, text] of texts.entries()) {
      const id = await insertTestRun(database, index === 4 ? other : agent, { text });
      ids.push(id);
      await sql`update runs set created_at = ${`2026-03-0${index + 1}T00:00:00Z`}, status = 'completed',
        output_preview = ${`Answer ${index}`} where id = ${id}`.execute(database.db);
    }
    await sql`update runs set status = 'failed', error_code = 'model.failed', error_message = 'No model could answer.',
      output_preview = null where id = ${ids[1]}`.execute(database.db);
    await sql`update runs set source = 'cli' where id = ${ids[2]}`.execute(database.db);
  }, 30_000);
  afterAll(() => database.close());

  const list = async (options: Partial<ListRunsOptions>): Promise<number[]> => {
    const page = await listRuns(database.db, { workspaceId: agent.workspaceId, limit: 10, offset: 0, ...options });
    return page.items.map(({ id }) => ids.indexOf(id));
  };

  const filters: [RunFilters, number[]][] = [
    [{}, [4, 3, 2, 1, 0]],
    [{ statuses: ['failed'] }, [1]],
    [{ statuses: ['failed', 'completed', 'queued'] }, [4, 3, 2, 1, 0]],
    [{ statuses: ['queued', 'failed'], source: 'api' }, [1]],
    [{ source: 'cli' }, [2]],
    [{ errorCode: 'model.failed' }, [1]],
    [{ errorCode: 'model' }, []],
    [{ errorMessage: 'No model could answer.' }, [1]],
    [{ errorMessage: 'No model' }, []],
    [{ search: 'table' }, [3, 0]],
    [{ search: 'TWO tab' }, [0]],
    [{ search: 'tab two' }, []],
    [{ search: 'able' }, []],
    [{ search: 'BÜCH' }, [1]],
    [{ search: 'answer 3' }, [3]],
    [{ search: 'answer' }, [4, 3, 2, 1, 0]],
    [{ search: '100' }, [2]],
    [{ search: "a_b' & 'c-d" }, [4]],
    [{ search: '%_\\' }, []],
    [{ search: 'table', statuses: ['completed', 'failed'] }, [3, 0]],
  ];
  test.each(filters)('%j', async (filter, expected) => {
    expect(await list(filter)).toEqual(expected);
  });

  test('by the message of the error, whatever its numbers, ids and spaces', async () => {
    const { db } = database;
    const workspaceId = await database.newWorkspace();
    const own = await insertTestAgent(database, workspaceId);
    const messages = ['Line 7:\n  no answer from 0a4f-11', 'Line 12: no answer from 9', 'no answer', '', null];
    const failed: string[] = [];
    for (const message of messages) {
      const id = await insertTestRun(database, own);
      failed.push(id);
      await sql`update runs set status = 'failed', error_code = 'reported', error_message = ${message}
        where id = ${id}`.execute(db);
    }
    const find = async (errorMessage: string, more: RunFilters = {}) => {
      const { items } = await listRuns(db, { workspaceId, limit: 10, offset: 0, errorMessage, ...more });
      return items.map(({ id }) => failed.indexOf(id)).toSorted();
    };
    expect(await find(messages[0] ?? '')).toEqual([0, 1]);
    expect(await find('Line 1: no answer from 2', { errorCode: 'reported' })).toEqual([0, 1]);
    expect(await find('Line 1: no answer from 2', { errorCode: 'model.failed' })).toEqual([]);
    expect(await find('')).toEqual([3, 4]);
    expect(await find('no answer', { search: 'answer' })).toEqual([2]);
  });

  test('by agent, by conversation, and by the ids that are shown already', async () => {
    expect(await list({ agent: other.agentId })).toEqual([4]);
    expect(await list({ agent: other.agentId.slice(-12) })).toEqual([4]);
    expect(await list({ agent: newId() })).toEqual([]);
    expect(await list({ conversationId: agent.conversationId })).toEqual([3, 2, 1, 0]);
    expect(await list({ ids: [ids[0] ?? '', ids[3] ?? '', newId()] })).toEqual([3, 0]);
    expect(await list({ newerThan: ids[2] })).toEqual([4, 3]);
    expect(await list({ newerThan: ids[1], agent: agent.agentId, search: 'the' })).toEqual([3]);
  });

  test('by the time that a run has: at or after the first, before the last', async () => {
    // these runs are told to be older than their ids, as no real ones are
    const { db } = database;
    const { workspaceId } = agent;
    const made = ids.map((id) => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)));
    for (const [index, at] of made.entries()) {
      await sql`update runs set created_at = ${at} where id = ${ids[index]}`.execute(db);
    }
    const [, from, , until] = made.map((at) => at.toISOString());
    const between = made.flatMap((at, index) =>
      at.toISOString() >= (from ?? '') && at.toISOString() < (until ?? '') ? [index] : [],
    );
    expect(await list({ from, until })).toEqual(between.toReversed());
    expect(await list({ from: new Date(Date.now() + 1000).toISOString() })).toEqual([]);
    expect((await listRuns(db, { workspaceId, limit: 10, offset: 0, until: from })).items.length).toBeLessThan(5);
  });

  test('a page after a page gives every run once, with a search too', async () => {
    const seen: number[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const options = { workspaceId: agent.workspaceId, limit: 2, offset: 0, cursor, search: 'answer' };
      const page = await listRuns(database.db, options);
      seen.push(...page.items.map(({ id }) => ids.indexOf(id)));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([4, 3, 2, 1, 0]);
    expect(await list({ offset: 3 })).toEqual([1, 0]);
  });
});

describe.each(testEngines)('searching among thousands of runs on %s', (engine) => {
  let database: TestDatabase;
  let agent: TestAgent;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    agent = await insertTestAgent(database, await database.newWorkspace());
    // every run of the older part is called “old”, and one in a thousand “rare”
    await sql`
      insert into runs (id, workspace_id, conversation_id, agent_id, version, source, status, input_preview, created_at)
      select (lpad(to_hex(number), 12, '0') || '70008' || lpad('', 15, '0'))::uuid, ${agent.workspaceId},
        ${agent.conversationId}, ${agent.agentId}, 1, 'api', 'completed',
        concat_ws(' ', case when number <= 4500 then 'old' end, case when number % 1000 = 1 then 'rare' end),
        to_timestamp(number)
      from generate_series(1, 13000) as number`.execute(database.db);
  }, 60_000);
  afterAll(() => database.close());

  const numbersOf = async (search: string, limit: number): Promise<number[]> => {
    const page = await listRuns(database.db, { workspaceId: agent.workspaceId, limit, offset: 0, search });
    return page.items.map(({ createdAt }) => Date.parse(createdAt) / 1000);
  };

  test('words are found among the newest runs, by the index, and where the index has too many', async () => {
    expect(await numbersOf('rare', 1)).toEqual([12_001]);
    expect(await numbersOf('rare', 12)).toEqual(Array.from({ length: 12 }, (_, index) => 12_001 - 1000 * index));
    expect(await numbersOf('old', 3)).toEqual([4500, 4499, 4498]);
  });
});
