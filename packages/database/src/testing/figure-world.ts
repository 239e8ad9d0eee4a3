import type { RunStatus } from '@signalbox/contracts';
import { sql, type UpdateObject } from 'kysely';

import { changeFigures } from '../metrics/change-figures.ts';
import { findFrontier, foldRuns, foldUpTo } from '../metrics/fold-runs.ts';
import { rebuildFigures } from '../metrics/rebuild-figures.ts';
import { deleteRun } from '../queries/runs.ts';
import { updateRunCosts } from '../queries/update-run-costs.ts';
import type { Tables } from '../tables.ts';
import type { ModelRun } from './figure-model.ts';
import { insertPastRun } from './insert-past-run.ts';
import { insertTestAgent } from './insert-test-run.ts';
import { insertTestVersions } from './insert-test-versions.ts';
import type { TestDatabase } from './open-test-database.ts';

/** When the first of its runs may begin: midnight of UTC. */
export const worldStart = Date.parse('2026-03-01T00:00:00Z');

interface UsedModel {
  readonly model: string;
  readonly calls: number;
  readonly inputFresh: number;
  readonly outputReasoning: number;
  readonly costNanoUsd: number;
  readonly unpricedCalls: number;
}

interface Insert {
  readonly type: 'insert';
  readonly run: Pick<ModelRun, 'status' | 'durationMs' | 'firstTokenMs' | 'version' | 'initiator' | 'tools'> & {
    /** After the start. */
    readonly minute: number;
    /** Its number. */
    readonly agent: number;
    readonly models: readonly UsedModel[];
  };
}

/** Something done to the run of a place among those that it can be done to. */
interface Removal {
  readonly type: 'finish' | 'delete';
  readonly place: number;
}

interface Change {
  readonly type: 'change';
  readonly place: number;
  readonly status: RunStatus;
  readonly durationMs: number | null;
  readonly costNanoUsd: number;
}

interface Reprice {
  readonly type: 'reprice';
  readonly place: number;
  readonly costNanoUsd: number;
  readonly unpricedCalls: number;
}

/** What can happen to runs and their figures. */
export type FigureStep = Insert | Removal | Change | Reprice | { readonly type: 'fold' | 'crash' | 'rebuild' };

/** A workspace with two agents of two versions, and what its figures are to be made of. */
export class FigureWorld {
  readonly #database: TestDatabase;
  readonly workspaceId: string;
  readonly agentIds: readonly string[];
  readonly runs: ModelRun[] = [];

  constructor(database: TestDatabase, workspaceId: string, agentIds: readonly string[]) {
    this.#database = database;
    this.workspaceId = workspaceId;
    this.agentIds = agentIds;
  }

  static async open(database: TestDatabase): Promise<FigureWorld> {
    const workspaceId = await database.newWorkspace();
    const agents = [await insertTestAgent(database, workspaceId), await insertTestAgent(database, workspaceId)];
    for (const agent of agents) await insertTestVersions(database.db, agent, 2);
    return new FigureWorld(
      database,
      workspaceId,
      agents.map(({ agentId }) => agentId),
    );
  }

  async play(each: FigureStep): Promise<void> {
    const { db } = this.#database;
    if (each.type === 'insert') await this.#insert(each.run);
    else if (each.type === 'finish') await this.#finish(each.place);
    else if (each.type === 'delete') await this.#delete(each.place);
    else if (each.type === 'change') await this.#change(each);
    else if (each.type === 'reprice') await this.#reprice(each);
    else if (each.type === 'fold') await foldRuns(db);
    else if (each.type === 'crash') await this.#crash();
    else {
      let cursor: string | null | undefined;
      while (cursor !== null) ({ cursor } = await rebuildFigures(db, { workspaceId: this.workspaceId, cursor }));
    }
  }

  #pick(place: number, isRunning: boolean): ModelRun | undefined {
    const meant = this.runs.filter((run) => !run.isGone && (run.status === 'running') === isRunning);
    return meant[place % Math.max(1, meant.length)];
  }

  async #insert({ minute, agent, models, ...rest }: Insert['run']): Promise<void> {
    const run = {
      ...rest,
      workspaceId: this.workspaceId,
      agentId: this.agentIds[agent] ?? '',
      createdAt: new Date(Math.floor(worldStart + minute * 60_000)),
      models: models.map(({ inputFresh, outputReasoning, ...model }) => ({
        ...model,
        usage: { inputFresh, outputReasoning },
      })),
    };
    this.runs.push({ ...run, id: await insertPastRun(this.#database.db, run), isGone: false });
  }

  async #finish(place: number): Promise<void> {
    const run = this.#pick(place, true);
    if (!run) return;
    run.status = 'completed';
    await this.#update(this.#database.db, run.id, {
      status: 'completed',
      finishSeq: sql<number>`next_run_finish()`,
    });
  }

  async #delete(place: number): Promise<void> {
    const run = this.#pick(place, false);
    if (!run) return;
    run.isGone = true;
    const key = { workspaceId: this.workspaceId, runId: run.id };
    await this.#database.db.transaction().execute((tx) => deleteRun(tx, key));
  }

  async #change({ place, type: _type, ...change }: Change): Promise<void> {
    const run = this.#pick(place, false);
    if (!run) return;
    Object.assign(run, change);
    const key = { workspaceId: this.workspaceId, runIds: [run.id], keepsGone: false };
    await this.#database.db
      .transaction()
      .execute((tx) => changeFigures(tx, key, () => this.#update(tx, run.id, change)));
  }

  async #reprice({ place, unpricedCalls, ...given }: Reprice): Promise<void> {
    const run = this.#pick(place, false);
    const [used, ...rest] = run?.models ?? [];
    if (!run || !used) return;
    const { model, costNanoUsd: before = 0 } = used;
    // of a run whose sum was changed by itself, the sum must not fall below nothing
    const costNanoUsd = given.costNanoUsd + (run.costNanoUsd === undefined ? 0 : before);
    const models = [{ model, costNanoUsd, unpricedCalls }];
    const runs = [{ id: run.id, computedCostNanoUsd: null, models }];
    await updateRunCosts(this.#database.db, { workspaceId: this.workspaceId, runs, at: new Date().toISOString() });
    Object.assign(run, { models: [{ ...used, costNanoUsd, unpricedCalls }, ...rest] });
    if (run.costNanoUsd !== undefined) Object.assign(run, { costNanoUsd: run.costNanoUsd + costNanoUsd - before });
  }

  /** As if the database had been brought to a version that keeps quarters at that time. */
  async forgetQuarters(quartersFrom: Date): Promise<void> {
    const { db } = this.#database;
    await db.updateTable('metricState').set({ quartersFrom }).execute();
    const buckets = db.deleteFrom('metricBuckets').where('workspaceId', '=', this.workspaceId);
    await buckets.where('grain', '=', 'quarter').where('at', '<', quartersFrom).execute();
  }

  async #crash(): Promise<void> {
    const frontier = await findFrontier(this.#database.db);
    const crashed = this.#database.db.transaction().execute(async (tx) => {
      if (frontier) await foldUpTo(tx, frontier);
      throw new Error('crashed');
    });
    await crashed.catch(() => undefined);
  }

  async #update(tx: TestDatabase['db'], id: string, change: UpdateObject<Tables, 'runs'>): Promise<void> {
    await tx.updateTable('runs').set(change).where('workspaceId', '=', this.workspaceId).where('id', '=', id).execute();
  }
}
