import { type MetricDimension, newId, type RunStatus } from '@signalbox/contracts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

import { mergeAgents } from '../queries/merge-agents.ts';
import { deleteRun } from '../queries/runs.ts';
import { toExpected } from '../testing/figure-model.ts';
import { type FigureStep, FigureWorld, worldStart as start } from '../testing/figure-world.ts';
import { foldAllRuns } from '../testing/fold-all-runs.ts';
import { insertPastRun, type PastRun } from '../testing/insert-past-run.ts';
import { openTestDatabase, type TestDatabase, testEngines } from '../testing/open-test-database.ts';
import { foldRuns } from './fold-runs.ts';
import { packHistogram, toBins } from './histogram.ts';
import { countAgentRuns, listFigures, readTotals } from './read-figures.ts';

const minutes = 3 * 24 * 60;

const status = fc.constantFrom<RunStatus>('completed', 'completed', 'failed', 'cancelled', 'running');
const duration = fc.oneof(fc.constant(null), fc.constant(0), fc.double({ min: 0.001, max: 1e6, noNaN: true }));
const tokens = fc.integer({ min: 0, max: 5000 });
const outcome = fc.constantFrom('ok', 'error', 'timeout', 'denied', null);

const shape = fc.record({
  minute: fc.double({ min: 0, max: minutes - 0.01, noNaN: true }),
  status,
  durationMs: duration,
  firstTokenMs: duration,
  agent: fc.nat(1),
  version: fc.integer({ min: 1, max: 2 }),
  initiator: fc.constantFrom('', 'Ann', 'Bob'),
  models: fc.uniqueArray(
    fc.record({
      model: fc.constantFrom('a/one', 'b/two', ''),
      calls: fc.integer({ min: 1, max: 3 }),
      inputFresh: tokens,
      outputReasoning: tokens,
      costNanoUsd: tokens,
      unpricedCalls: fc.nat(1),
    }),
    { selector: ({ model }) => model, maxLength: 2 },
  ),
  tools: fc.array(fc.record({ tool: fc.constantFrom('calculator', 'clock'), outcome, durationMs: duration }), {
    maxLength: 2,
  }),
});

const step: fc.Arbitrary<FigureStep> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('insert' as const), run: shape }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constantFrom('finish' as const, 'delete' as const), place: fc.nat(50) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('change' as const),
      place: fc.nat(50),
      status: fc.constantFrom<RunStatus>('completed', 'failed'),
      durationMs: duration,
      costNanoUsd: tokens,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('reprice' as const),
      place: fc.nat(50),
      costNanoUsd: tokens,
      unpricedCalls: fc.nat(1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('fold' as const, 'crash' as const, 'rebuild' as const) }) },
);

const moment = fc.oneof(
  fc.integer({ min: 0, max: 3 * 24 }).map((hour) => start + hour * 3_600_000),
  fc.integer({ min: 0, max: minutes * 60_000 }).map((ms) => start + ms),
);
const span = fc
  .tuple(moment, moment)
  .filter(([left, right]) => left !== right)
  .map(([left, right]) => ({ from: new Date(Math.min(left, right)), until: new Date(Math.max(left, right)) }));

/** When quarters of hours began to be kept: before all runs, or amid them. */
const quartersStart = fc.oneof(
  fc.constant(new Date(0)),
  fc.integer({ min: 0, max: 3 * 24 }).map((hour) => new Date(start + hour * 3_600_000)),
);

const dimensions: readonly (MetricDimension | undefined)[] = [
  undefined,
  'agent',
  'version',
  'model',
  'tool',
  'initiator',
];

describe.each(testEngines)('figures on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await openTestDatabase({ engine })), 30_000);
  afterAll(() => database.close());
  afterEach(() =>
    database.db
      .updateTable('metricState')
      .set({ quartersFrom: new Date(0) })
      .execute(),
  );

  const openWorld = () => FigureWorld.open(database);

  test('equal what the rows and the deleted runs come to, whatever happens in which order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.array(span, { minLength: 1, maxLength: 3 }),
        quartersStart,
        async (steps, spans, quartersFrom) => {
          const world = await openWorld();
          for (const each of steps) await world.play(each);
          const { workspaceId, runs } = world;
          const check = async () => {
            await world.forgetQuarters(quartersFrom);
            for (const by of dimensions) {
              const figures = await listFigures(database.db, { workspaceId, spans, by }, { hasUsage: true });
              for (const [part, each] of spans.entries()) {
                const own = figures.filter((row) => row.part === part && row.count > 0);
                expect({ by, rows: toExpected(runs, { span: each, by, quartersFrom }, own) }).toEqual({
                  by,
                  rows: own,
                });
              }
            }
            const agents = spans.map((each) => toExpected(runs, { span: each, by: 'agent', quartersFrom }, []));
            const active = agents.map(({ length }) => length);
            const totals = await readTotals(database.db, { workspaceId, spans });
            expect(totals.activeAgents).toEqual(active);
            for (const [part, each] of spans.entries()) {
              const own = totals.figures.filter((row) => row.part === part && row.count > 0);
              const expected = toExpected(runs, { span: each, by: undefined, quartersFrom }, own);
              expect(own).toEqual(part === 0 ? expected : expected.map((row) => ({ ...row, usage: null })));
            }
            const counts = world.agentIds.map((agentId) => {
              const own = agents.map((rows) => rows.find(({ key }) => key === agentId)?.count ?? 0);
              return [agentId, own] as const;
            });
            const ran = counts.filter(([, own]) => own.some((count) => count > 0));
            expect(await countAgentRuns(database.db, { workspaceId, spans })).toEqual(new Map(ran));
          };
          await check();
          await foldAllRuns(database.db);
          await check();
          const { rows } = await sql<{ wrong: number }>`
            select count(*) as wrong from metric_buckets where count <= 0 or timed < 0 or cost_nano_usd < 0`.execute(
            database.db,
          );
          expect(rows).toEqual([{ wrong: 0 }]);
          const buckets = database.db.selectFrom('metricBuckets').select(['durationHistogram', 'timed']);
          for (const { durationHistogram, timed } of await buckets.where('workspaceId', '=', workspaceId).execute()) {
            const packed = packHistogram(durationHistogram);
            const { counts } = toBins(packed);
            expect(counts.every((count) => count >= 0)).toBe(true);
            expect(counts.reduce((sum, count) => sum + count, 0)).toBe(timed);
            expect(durationHistogram.length).toBeLessThanOrEqual(1.25 * packed.length + 64);
          }
        },
      ),
      { numRuns: engine === 'pglite' ? 25 : 40 },
    );
  }, 120_000);

  test('of agents that were merged are those of one, deleted runs included', async () => {
    const { db } = database;
    const { workspaceId, agentIds } = await openWorld();
    const [fromId = '', intoId = ''] = agentIds;
    const run = { workspaceId, createdAt: new Date(start), durationMs: 5 };
    const runId = await insertPastRun(db, { ...run, agentId: fromId, tools: [{ tool: 'clock' }] });
    for (const agentId of agentIds) await insertPastRun(db, { ...run, agentId, tools: [{ tool: 'clock' }] });
    await foldAllRuns(db);
    await insertPastRun(db, { ...run, agentId: fromId });
    await db.transaction().execute((tx) => deleteRun(tx, { workspaceId, runId }));
    await db.updateTable('agents').set({ kind: 'external' }).where('workspaceId', '=', workspaceId).execute();
    const labelled = db.updateTable('agentVersions').set({ label: sql<string>`'v' || number` });
    await labelled.where('workspaceId', '=', workspaceId).execute();
    await db.transaction().execute((tx) => mergeAgents(tx, { workspaceId, fromId, intoId }));
    const spans = [{ from: new Date(start), until: new Date(start + 3_600_000) }];
    const figuresBy = (by: MetricDimension) => listFigures(db, { workspaceId, spans, by, agentIds });
    const own = { key: `${intoId} 1`, count: 4, gone: 1 };
    expect(await figuresBy('version')).toMatchObject([own]);
    expect(await figuresBy('tool')).toMatchObject([{ key: 'clock', count: 3, gone: 1 }]);
    await foldAllRuns(db);
    expect(await figuresBy('version')).toMatchObject([own]);
  });

  test('of days until now have what ran by then, and not what is dated ahead', async () => {
    const { db } = database;
    const { workspaceId, agentIds } = await openWorld();
    const now = Date.now();
    const midnight = Math.floor(now / 86_400_000) * 86_400_000;
    const run = { workspaceId, agentId: agentIds[0] ?? '', durationMs: 5 };
    for (const ms of [midnight - 1, midnight, now - 1, now + 60_000]) {
      await insertPastRun(db, { ...run, createdAt: new Date(ms) });
    }
    await foldAllRuns(db);
    const until = new Date(now);
    const countFrom = async (ms: number) =>
      (await listFigures(db, { workspaceId, spans: [{ from: new Date(ms), until }] }))[0]?.count;
    expect(await countFrom(midnight)).toBe(2);
    expect(await countFrom(midnight - 86_400_000)).toBe(3);
    expect(await countFrom(midnight - 60_000)).toBe(3);
  });

  test('names beyond a thousand are counted together, and nothing is lost', async () => {
    const { db } = database;
    const { workspaceId, agentIds } = await openWorld();
    const createdAt = new Date('2026-03-02T10:00:00Z');
    const run = { workspaceId, agentId: agentIds[0] ?? '', createdAt };
    for (let number = 0; number < 1003; number += 1) await insertPastRun(db, { ...run, initiator: `Member ${number}` });
    await foldAllRuns(db);
    await insertPastRun(db, { ...run, initiator: 'One more' });
    const spans = [{ from: new Date('2026-03-02T00:00:00Z'), until: new Date('2026-03-02T11:00:00Z') }];
    const figures = await listFigures(db, { workspaceId, spans, by: 'initiator' });
    expect(figures.length).toBe(1001);
    expect(figures.find(({ key }) => key === 'other')?.count).toBe(4);
    expect(figures.reduce((sum, { count }) => sum + count, 0)).toBe(1004);
  }, 60_000);

  test('what was reported may be as large as it likes', async () => {
    const { db } = database;
    const { workspaceId, agentIds } = await openWorld();
    const createdAt = new Date('2026-03-02T10:00:00Z');
    const usage = { inputFresh: Number.MAX_SAFE_INTEGER, outputText: 1 };
    const model = { model: 'x'.repeat(5000), usage, costNanoUsd: 1e15 };
    const run: PastRun = {
      workspaceId,
      agentId: agentIds[0] ?? '',
      createdAt,
      durationMs: 366 * 86_400_000,
      models: [model],
    };
    for (let number = 0; number < 3; number += 1) await insertPastRun(db, { ...run, initiator: newId().repeat(30) });
    await foldAllRuns(db);
    const spans = [{ from: new Date('2026-03-02T00:00:00Z'), until: new Date('2026-03-02T11:00:00Z') }];
    const [figures] = await listFigures(db, { workspaceId, spans });
    expect(figures).toMatchObject({ count: 3, inputTokens: Number.MAX_SAFE_INTEGER, costNanoUsd: 3e15 });
    expect((figures?.p95DurationMs ?? 0) / (366 * 86_400_000)).toBeCloseTo(1, 1);
  }, 60_000);
});

if (testEngines.includes('postgres')) {
  test('the watermark never passes a run whose transaction has not committed, whichever began first', async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    onTestFinished(() => database.close());
    const { db } = database;
    const { workspaceId, agentIds } = await FigureWorld.open(database);
    const run: PastRun = { workspaceId, agentId: agentIds[0] ?? '', createdAt: new Date(start) };
    const early = await db.startTransaction().execute();
    await sql`select pg_current_xact_id()`.execute(early);
    const late = await db.startTransaction().execute();
    await insertPastRun(late, run);
    // the older transaction takes a later place in the order, and commits first
    await insertPastRun(early, run);
    await early.commit().execute();
    for (let times = 0; times < 3; times += 1) expect((await foldRuns(db)).runs).toBe(0);
    const spans = [{ from: new Date(start), until: new Date(start + 1000) }];
    const countRuns = async () => (await listFigures(db, { workspaceId, spans }))[0]?.count;
    expect(await countRuns()).toBe(1);
    await late.commit().execute();
    expect(await countRuns()).toBe(2);
    await foldAllRuns(db);
    expect(await countRuns()).toBe(2);
    const buckets = db.selectFrom('metricBuckets').select('count').where('workspaceId', '=', workspaceId);
    const day = buckets.where('series', '=', 'workspace').where('grain', '=', 'day');
    expect(await day.execute()).toEqual([{ count: 2 }]);
  }, 60_000);
}
