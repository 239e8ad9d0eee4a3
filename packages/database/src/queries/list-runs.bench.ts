import { newId, type RunFilters } from '@signalbox/contracts';
import { type Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';

import type { Tables } from '../tables.ts';
import { fillRuns } from '../testing/fill-runs.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { toDatabase } from '../to-database.ts';
import { listRuns, type ListRunsOptions } from './list-runs.ts';

const rounds = 15;

const write = (line: string): void => void process.stdout.write(`${line}\n`);

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The same database, with every statement written down. */
const openRecorded = async (url: string, statements: Statement[]) => {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const record = (client: pg.PoolClient): pg.PoolClient =>
    new Proxy(client, {
      get: (target, key): unknown => {
        if (key === 'release') return () => target.release();
        if (key !== 'query') return Reflect.get(target, key);
        return (text: string, values: unknown[]) => {
          statements.push({ text, values });
          return target.query(text, values);
        };
      },
    });
  const clients = { options: pool.options, connect: async () => record(await pool.connect()), end: () => pool.end() };
  return toDatabase('postgres', new PostgresDialect({ pool: clients }));
};

const test = await openTestDatabase({ engine: 'postgres' });
const workspaceId = await test.newWorkspace();
const startMs = performance.now();
await fillRuns(test, workspaceId);
write(`filled in ${Math.round((performance.now() - startMs) / 1000)} s`);

const statements: Statement[] = [];
const recorded = await openRecorded(test.url ?? '', statements);
const explain = new pg.Client({ connectionString: test.url ?? '' });
await explain.connect();

interface Plan {
  readonly 'QUERY PLAN': readonly { readonly 'Execution Time': number; readonly 'Planning Time': number }[];
}

/** Time in the database of all statements that the work sent, run once more each. */
const timeOf = async (
  work: (db: Kysely<Tables>) => Promise<unknown>,
): Promise<{ ms: number; planMs: number; count: number }> => {
  statements.length = 0;
  await work(recorded.db);
  let ms = 0;
  let planMs = 0;
  for (const { text, values } of statements) {
    const { rows } = await explain.query<Plan>(`explain (analyze, timing off, format json) ${text}`, [...values]);
    ms += rows[0]?.['QUERY PLAN'][0]?.['Execution Time'] ?? 0;
    planMs += rows[0]?.['QUERY PLAN'][0]?.['Planning Time'] ?? 0;
  }
  return { ms, planMs, count: statements.length };
};

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

const show = async (name: string, work: (db: Kysely<Tables>) => Promise<unknown>): Promise<void> => {
  const first = await timeOf(work);
  const times: number[] = [];
  const plans: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { ms, planMs } = await timeOf(work);
    times.push(ms);
    plans.push(planMs);
  }
  times.sort((left, right) => left - right);
  plans.sort((left, right) => left - right);
  const figures = [quantile(times, 0.5), quantile(times, 0.95), quantile(plans, 0.5)].map((ms) => ms.toFixed(2));
  write(`${name.padEnd(34)}\tp50 ${figures[0]}\tp95 ${figures[1]} ms\tplan ${figures[2]}\t${first.count} statements`);
};

const { rows: places } = await sql<{ id: string; at: Date; conversation: string }>`
  select id, created_at as at, conversation_id as conversation from runs where workspace_id = ${workspaceId}
  order by id desc offset 50000 limit 1`.execute(test.authDb);
const place = places[0];
const until = place?.at.toISOString() ?? '';
const from = new Date((place?.at.getTime() ?? 0) - 3_600_000).toISOString();

const cases: Record<string, RunFilters> = {
  'no filter': {},
  'status completed (90 %)': { statuses: ['completed'] },
  'status failed (6 %)': { statuses: ['failed'] },
  'status waiting (50 runs)': { statuses: ['waiting'] },
  'statuses waiting, completed': { statuses: ['waiting', 'completed'] },
  'all statuses': { statuses: ['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled'] },
  'agent (50 %)': { agent: 'agent-1' },
  'agent (10 runs)': { agent: 'agent-20' },
  'source api': { source: 'api' },
  'source retry (0.1 %)': { source: 'retry' },
  conversation: { conversationId: place?.conversation },
  'one hour': { from, until },
  'error code (3 %)': { errorCode: 'run.step-limit' },
  'error code (20 runs)': { errorCode: 'run.crash-loop' },
  'error message (3 %)': { errorCode: 'run.step-limit', errorMessage: 'It took 5 steps.' },
  'error message (100 runs)': { errorCode: 'model.failed', errorMessage: 'The door is shut.' },
  'agent and failed': { agent: 'agent-1', statuses: ['failed'] },
  'rare agent and completed': { agent: 'agent-20', statuses: ['completed'] },
  'agent without it, and failed': { agent: 'agent-20', statuses: ['failed', 'waiting'] },
  'agent and source cli': { agent: 'agent-3', source: 'cli' },
  'failed and source cli': { statuses: ['failed'], source: 'cli' },
  'one hour and failed': { from, until, statuses: ['failed'] },
  'one hour and agent': { from, until, agent: 'agent-5' },
  'error code and agent': { errorCode: 'model.failed', agent: 'agent-3' },
  'search common (30 %)': { search: 'common' },
  'search middling (1 %)': { search: 'middling' },
  'search seldom (0.1 %)': { search: 'seldom' },
  'search unique (5 runs)': { search: 'unique' },
  'search uniq… (prefix)': { search: 'what uniq' },
  'search nothing': { search: 'nowhere' },
  'search two words': { search: 'common seldom' },
  'search ancient (older 25 %)': { search: 'ancient' },
  'search common and failed': { search: 'common', statuses: ['failed'] },
  'search seldom and agent': { search: 'seldom', agent: 'agent-1' },
  'search middling in one hour': { search: 'middling', from, until },
};

for (const [name, filters] of Object.entries(cases)) {
  const options: ListRunsOptions = { ...filters, workspaceId, limit: 50, offset: 0 };
  await show(name, (db) => listRuns(db, options));
  await show(`  from the 1,000th page`, (db) => listRuns(db, { ...options, cursor: place?.id ?? newId() }));
}
await show('newer than the 50,000th', (db) =>
  listRuns(db, { workspaceId, limit: 100, offset: 0, newerThan: place?.id }),
);

await explain.end();
await recorded.close();
await test.close();
