import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type AppendEntry, type ClaimedRun, newId } from '@signalbox/contracts';
import { CompiledQuery, sql } from 'kysely';

import type { Database } from '../database.ts';
import { openDatabase } from '../open-database.ts';
import { insertTestAgent, insertTestRun, type TestAgent } from '../testing/insert-test-run.ts';
import { openTestDatabase, testEngines } from '../testing/open-test-database.ts';
import { appendInTransaction } from './append-in-transaction.ts';
import { claimRuns } from './claim-runs.ts';
import { createStepWriter } from './create-step-writer.ts';

const runCount = 200;
const roundMs = 3000;

const write = (line: string): void => void process.stdout.write(`${line}\n`);

const entryOf = (run: ClaimedRun, seq: number): AppendEntry => ({
  workspaceId: run.workspaceId,
  runId: run.runId,
  epoch: run.epoch,
  firstSeq: seq,
  at: new Date().toISOString(),
  events: [
    {
      type: 'tool-result',
      payload: { callId: `${run.runId}.1`, outcome: 'ok', text: 'x'.repeat(150), bytes: 150, durationMs: 12.5 },
    },
  ],
  then: { type: 'continue', isProgress: true },
});

const claimFresh = async (database: Database, agent: TestAgent): Promise<ClaimedRun[]> => {
  for (let index = 0; index < runCount; index += 1) await insertTestRun(database, agent);
  return claimRuns(database.db, { workerId: randomUUID(), limit: runCount, isIdle: true });
};

/** Steps a second when every run appends its next step as soon as the last is stored. */
const measure = async (runs: readonly ClaimedRun[], append: (entry: AppendEntry) => Promise<string>) => {
  let steps = 0;
  const startMs = performance.now();
  await Promise.all(
    runs.map(async (run) => {
      for (let seq = 2; performance.now() - startMs < roundMs; seq += 1) {
        const answer = await append(entryOf(run, seq));
        if (answer !== 'stored') throw new Error(`An append was answered "${answer}".`);
        steps += 1;
      }
    }),
  );
  return (steps / (performance.now() - startMs)) * 1000;
};

/** The floor: rows of the same content in batches of as many as there are runs, with nothing else to do. */
const measureBareInserts = async ({ db, authDb }: Database): Promise<number> => {
  await sql`create table bare (run_id uuid, seq int, workspace_id uuid, epoch int, type text, at timestamptz,
    payload text, primary key (run_id, seq))`.execute(authDb);
  const text = `insert into bare select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::int[], $5::text[],
    $6::timestamptz[], $7::text[])`;
  const runs = Array.from({ length: runCount }, () => newId());
  const payload = JSON.stringify(entryOf({ ...noRun, runId: newId() }, 1).events[0]?.payload);
  let rows = 0;
  const startMs = performance.now();
  for (let seq = 1; performance.now() - startMs < roundMs; seq += 1) {
    const all = <Value>(value: Value): Value[] => runs.map(() => value);
    const columns = [runs, all(seq), runs, all(1), all('tool-result'), all(new Date().toISOString()), all(payload)];
    await db.executeQuery(CompiledQuery.raw(text, columns));
    rows += runCount;
  }
  return (rows / (performance.now() - startMs)) * 1000;
};

const noRun = { workspaceId: newId(), epoch: 1, recoveries: 0, isAfterCrash: false, wakes: 0 };

const rssMb = (): number => Math.round(process.memoryUsage().rss / 1e6);

const benchEngine = async (engine: Database['engine'], database: Database, workspaceId: string): Promise<void> => {
  const agent = await insertTestAgent(database, workspaceId);
  const writer = createStepWriter(database);
  const grouped = await measure(await claimFresh(database, agent), (entry) => writer.append(entry));
  await writer.close();
  const single = await measure(await claimFresh(database, agent), (entry) => appendInTransaction(database.db, entry));
  const bare = await measureBareInserts(database);
  const show = (name: string, rate: number): void =>
    write(`${engine}\t${name}\t${Math.round(rate)} steps/s\t${(rate / bare).toFixed(3)} of bare`);
  show('group commit', grouped);
  show('one by one', single);
  show('bare inserts', bare);
  write(`${engine}\tgroup commit is ${(grouped / single).toFixed(1)} times one by one; RSS ${rssMb()} MB`);
};

/** As the embedded server opens it, on disk. */
const openEmbedded = async (): Promise<{ readonly database: Database; readonly folder: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
  const onFatal = (error: Error): never => {
    throw error;
  };
  const options = { databaseUrl: undefined, dataDir: folder, log: () => undefined, onFatal };
  const before = rssMb();
  const startMs = performance.now();
  await (await openDatabase(options)).close();
  write(`pglite\tfirst open ${Math.round(performance.now() - startMs)} ms`);
  const againMs = performance.now();
  const database = await openDatabase(options);
  write(`pglite\tsecond open ${Math.round(performance.now() - againMs)} ms`);
  await new Promise((resolve) => setTimeout(resolve, 3000));
  write(`pglite\tRSS idle ${rssMb()} MB, before it ${before} MB`);
  return { database, folder };
};

for (const engine of testEngines) {
  if (engine === 'pglite') {
    const { database, folder } = await openEmbedded();
    const workspaceId = newId();
    const row = { id: workspaceId, name: 'Bench', slug: 'bench', createdAt: new Date() };
    await database.authDb.insertInto('auth_organization').values(row).execute();
    await benchEngine(engine, database, workspaceId);
    await database.close();
    await rm(folder, { recursive: true });
  } else {
    const database = await openTestDatabase({ engine });
    await benchEngine(engine, database, await database.newWorkspace());
    await database.close();
  }
}
