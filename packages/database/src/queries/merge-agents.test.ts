import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { foldRuns } from '../metrics/fold-runs.ts';
import { createReportWriter, type ReportWriter } from '../report-writer/create-report-writer.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { toReportRow } from '../testing/to-report-row.ts';
import { getAgent } from './agents.ts';
import { mergeAgents } from './merge-agents.ts';

describe.each(testEngines)('merging agents on %s', (engine) => {
  let database: TestDatabase;
  let writer: ReportWriter;
  beforeAll(async () => {
    database = await openTestDatabase({ engine });
    writer = createReportWriter(database);
  }, 60_000);
  afterAll(async () => {
    await writer.close();
    await database.close();
  });

  test('the figures go with the runs, folded or not', async () => {
    const { db, authDb } = database;
    const workspaceId = await database.newWorkspace();
    const write = (agent: string, version: string) => writer.write({ workspaceId, agent, version }, [toReportRow()]);
    const foldAll = async (): Promise<void> => {
      await expect
        .poll(
          async () => {
            await foldRuns(db);
            const { rows } = await sql<{ left: number }>`
              select count(*) as left from runs, metric_state where finish_seq > folded_seq`.execute(authDb);
            return rows[0]?.left;
          },
          { timeout: 20_000 },
        )
        .toBe(0);
    };
    await write('older', '1.0');
    await write('older', '2.0');
    await write('newer', '1.0');
    await foldAll();
    await write('older', '1.0');
    const fromId = (await getAgent(db, { workspaceId, agent: 'older' })).id;
    const intoId = (await getAgent(db, { workspaceId, agent: 'newer' })).id;
    await db.transaction().execute((tx) => mergeAgents(tx, { workspaceId, fromId, intoId }));
    await foldAll();
    const { rows } = await sql<{ agentId: string; label: string; runs: number; lastRunAt: Date | null }>`
      select bucket.agent_id as "agentId", label, sum(count)::int as runs, max(last_run_at) as "lastRunAt"
      from metric_buckets as bucket join agent_versions as version on version.workspace_id = bucket.workspace_id
        and version.agent_id = bucket.agent_id and version.number = bucket.version
      where bucket.workspace_id = ${workspaceId} and series = 'version' and grain = 'hour'
      group by 1, 2 order by 2`.execute(authDb);
    const lastRunAt = new Date('2026-11-01T10:00:00.000Z');
    expect(rows).toEqual([
      { agentId: intoId, label: '1.0', runs: 3, lastRunAt },
      { agentId: intoId, label: '2.0', runs: 1, lastRunAt },
    ]);
  }, 60_000);
});
