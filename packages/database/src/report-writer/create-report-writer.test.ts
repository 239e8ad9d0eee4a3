import { type AppError, newId } from '@signalbox/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { getAgent, deleteAgent } from '../queries/agents.ts';
import { mergeAgents } from '../queries/merge-agents.ts';
import { getRun } from '../queries/runs.ts';
import { listRunEvents } from '../run-log/list-run-events.ts';
import { insertTestAgent, insertTestRun } from '../testing/insert-test-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { toOpenReportRow, toReportRow } from '../testing/to-report-row.ts';
import { createReportWriter, type ReportWriter } from './create-report-writer.ts';
import type { ReportEvent } from './report-row.ts';

const at = '2026-11-01T10:00:00.000Z';
const request: ReportEvent = {
  type: 'user-request',
  at,
  payload: { text: 'Add.', by: { kind: 'system', id: '', name: 'ada' } },
};
const toAnswer = (text: string): ReportEvent => ({
  type: 'agent-response',
  at,
  payload: { attempt: 1, blocks: [{ type: 'text', text }] },
});
const end: ReportEvent = { type: 'run-end', at, payload: { status: 'completed' } };

describe.each(testEngines)('a report writer on %s', (engine) => {
  let database: TestDatabase;
  let writer: ReportWriter;
  let workspaceId: string;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    writer = createReportWriter(database);
  }, 60_000);
  afterAll(async () => {
    await writer.close();
    await database.close();
  });

  const count = async (table: string): Promise<number> => {
    const { rows } = await sql<{ total: number }>`
      select count(*) as total from ${sql.table(table)} where workspace_id = ${workspaceId}`.execute(database.authDb);
    return rows[0]?.total ?? NaN;
  };
  const open = async (agent = 'mailer') => {
    workspaceId = await database.newWorkspace();
    return { workspaceId, agent, version: '1.0' };
  };
  const codeOf = (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'none',
      (error: AppError) => error.code,
    );

  test('stores each run once, with what it used, under an agent and a version that were seen', async () => {
    const address = await open();
    const rows = ['1', '2', '3'].map((externalId) => toReportRow({ externalId }));
    expect(await writer.write(address, rows)).toEqual(rows.map(({ id }) => id));
    const again = rows.map((row) => toReportRow({ externalId: row.externalId }));
    expect(await writer.write(address, [...again, toReportRow()])).toEqual([null, null, null, expect.any(String)]);
    expect([await count('runs'), await count('run_models'), await count('tool_calls')]).toEqual([4, 4, 4]);
    const agent = await getAgent(database.db, { workspaceId, agent: 'mailer' });
    expect(agent).toMatchObject({ kind: 'external', isObserved: true, version: 1, versionLabel: '1.0' });
    expect(Date.now() - Date.parse(agent.lastActiveAt ?? '')).toBeLessThan(60_000);
    expect(await getRun(database.db, { workspaceId, runId: rows[0]?.id ?? '' })).toMatchObject({
      source: 'report',
      externalId: '1',
      createdAt: at,
      conversationId: null,
      costNanoUsd: 1000,
    });
    const { rows: finished } = await sql<{ finishSeq: number | null }>`
      select finish_seq as "finishSeq" from runs where workspace_id = ${workspaceId}`.execute(database.authDb);
    expect(new Set(finished.map(({ finishSeq }) => finishSeq ?? 0)).size).toBe(4);
    expect(finished.every(({ finishSeq }) => finishSeq !== null)).toBe(true);
  });

  test('of rows about one run in one report the last counts, up to the end', async () => {
    const address = await open();
    const rows = [
      toOpenReportRow('1'),
      toReportRow({ externalId: '1', initiator: 'first' }),
      toReportRow({ externalId: '1', initiator: 'second' }),
    ];
    const stored = await writer.write(address, rows);
    expect(stored).toEqual([rows[1]?.id, rows[1]?.id, null]);
    expect(await getRun(database.db, { workspaceId, runId: rows[1]?.id ?? '' })).toMatchObject({ initiator: 'first' });
    expect(await count('tool_calls')).toBe(1);
  });

  test('what a long report says last of a run counts, whichever statement that is in', async () => {
    const address = await open();
    const others = Array.from({ length: 1200 }, (_, index) => toOpenReportRow(`other-${index}`));
    const many = Array.from({ length: 20 }, (_, index) => `run-${index}`);
    const rows = [
      ...many.map((externalId) => toOpenReportRow(externalId, { initiator: 'first' })),
      ...others,
      ...many.map((externalId) => toOpenReportRow(externalId, { initiator: 'last' })),
    ];
    const stored = await writer.write(address, rows);
    expect(stored.slice(0, many.length)).toEqual(stored.slice(-many.length));
    for (const runId of stored.slice(0, many.length)) {
      expect(await getRun(database.db, { workspaceId, runId: runId ?? '' })).toMatchObject({ initiator: 'last' });
    }
  }, 60_000);

  test('a small report does not wait for all of a large one', async () => {
    const address = await open();
    await writer.write(address, [toReportRow()]);
    const ended: string[] = [];
    const large = Array.from({ length: 2600 }, () => toReportRow());
    await Promise.all([
      writer.write(address, large).then(() => ended.push('large')),
      writer.write(address, [toReportRow()]).then(() => ended.push('small')),
    ]);
    expect(ended).toEqual(['small', 'large']);
  }, 60_000);

  test('brings a run up to date that had not ended, its log too, and then leaves it alone', async () => {
    const address = await open();
    const long = 'x'.repeat(40_000);
    const first = toOpenReportRow('1', { events: [request, toAnswer(long), request] });
    const [runId] = await writer.write(address, [first]);
    expect(await getRun(database.db, { workspaceId, runId: runId ?? '' })).toMatchObject({ status: 'running' });
    const later = toReportRow({ externalId: '1', events: [request, toAnswer('15'), end].slice(0, 2) });
    expect(await writer.write(address, [later])).toEqual([runId]);
    expect(await writer.write(address, [toReportRow({ externalId: '1', status: 'failed' })])).toEqual([null]);
    expect(await writer.write(address, [toOpenReportRow('1')])).toEqual([null]);
    const events = await listRunEvents(database.db, { workspaceId, runId: runId ?? '', afterSeq: 0, limit: 10 });
    expect(events.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'user-request'],
      [2, 'agent-response'],
    ]);
    expect(JSON.stringify(events)).toContain('15');
    expect(await count('run_payloads')).toBe(0);
    expect([await count('runs'), await count('run_models'), await count('tool_calls')]).toEqual([1, 1, 1]);
  });

  test('two reports of the same runs at once store each once', async () => {
    const address = await open();
    const ids = Array.from({ length: 50 }, (_, index) => String(index));
    const other = createReportWriter(database);
    const reports = [writer, other, writer, other].map((each, index) =>
      each.write(
        address,
        (index % 2 === 0 ? ids : ids.toReversed()).map((externalId) => toReportRow({ externalId })),
      ),
    );
    const stored = await Promise.all(reports);
    await other.close();
    expect(stored.flat().filter((runId) => runId !== null)).toHaveLength(50);
    expect([await count('runs'), await count('tool_calls')]).toEqual([50, 50]);
  });

  test('runs of agents that run here are out of its reach', async () => {
    const address = await open();
    const hosted = await insertTestAgent(database, workspaceId);
    const runId = await insertTestRun(database, hosted);
    const named = { ...address, agent: hosted.agentId };
    expect(await codeOf(writer.write(named, [toReportRow()]))).toBe('agent.not-external');
    expect(await codeOf(writer.write({ ...address, agent: newId() }, [toReportRow()]))).toBe('agent.not-found');
    expect(await count('runs')).toBe(1);
    expect((await getRun(database.db, { workspaceId, runId })).status).toBe('queued');
  });

  test('what it remembers of agents ends with them: deleted ones are seen anew, merged ones are the other', async () => {
    const address = await open();
    const { db } = database;
    const idOf = async (agent: string) => (await getAgent(db, { workspaceId, agent })).id;
    await writer.write(address, [toReportRow({ externalId: '1' })]);
    await writer.write({ ...address, agent: 'postman' }, [toReportRow({ externalId: '1' }), toReportRow()]);
    const fromId = await idOf('mailer');
    const intoId = await idOf('postman');
    await db.transaction().execute((tx) => mergeAgents(tx, { workspaceId, fromId, intoId }));
    expect(await writer.write(address, [toReportRow({ externalId: '1' }), toReportRow()])).toMatchObject([
      null,
      expect.any(String),
    ]);
    await writer.write({ ...address, version: '2.0' }, [toReportRow()]);
    expect(await idOf('mailer')).toBe(intoId);
    const { rows } = await sql<{ agentId: string; label: string; runs: number }>`
      select runs.agent_id as "agentId", label, count(*) as runs from runs join agent_versions as version
        on version.workspace_id = runs.workspace_id and version.agent_id = runs.agent_id and number = runs.version
      where runs.workspace_id = ${workspaceId} group by 1, 2 order by 2`.execute(database.authDb);
    expect(rows).toEqual([
      { agentId: intoId, label: '1.0', runs: 4 },
      { agentId: intoId, label: '2.0', runs: 1 },
    ]);

    const gone = { ...address, agent: 'gone' };
    await writer.write(gone, [toReportRow()]);
    const goneId = await idOf('gone');
    await sql`delete from runs where workspace_id = ${workspaceId} and agent_id = ${goneId}`.execute(database.authDb);
    await db.transaction().execute((tx) => deleteAgent(tx, { workspaceId, id: goneId }));
    await writer.write(gone, [toReportRow()]);
    expect(await idOf('gone')).not.toBe(goneId);
  });

  test('waits for what was given when it is closed, and takes no more', async () => {
    const address = await open();
    const own = createReportWriter(database);
    await own.write(address, [toReportRow()]);
    const last = own.write(address, [toReportRow()]);
    await new Promise(setImmediate);
    await own.close();
    expect(await last).toHaveLength(1);
    expect(await codeOf(own.write(address, [toReportRow()]))).toBe('server.stopping');
  });
});
