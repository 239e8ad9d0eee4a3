import type { RepricedModel, RepricedRuns, RepriceInput } from '@signalbox/contracts';
import { listRunCosts, updateRunCosts } from '@signalbox/database';

import type { ApiServices } from '../services.ts';
import { repriceRun, type RepricedPart, toChangedCost } from './reprice-run.ts';

/** About how long one piece takes: a member who asks for piece after piece stays well below the limit of changes. */
const pieceMs = 1000;

/** Adds amounts of money that may be as large as what was reported. */
const add = (left: number, right: number): number => Math.min(left + right, Number.MAX_SAFE_INTEGER);

/** What a piece comes to, model by model. */
class RepricedSums {
  readonly #byModel = new Map<string, RepricedModel>();

  add(part: RepricedPart): void {
    const { before, after } = part;
    if (typeof after === 'string') this.#of(before.model).kept[after] += 1;
    const changed = toChangedCost(part);
    if (!changed) return;
    const sums = this.#of(before.model);
    sums.runs += 1;
    sums.costNanoUsdBefore = add(sums.costNanoUsdBefore, before.costNanoUsd);
    sums.costNanoUsdAfter = add(sums.costNanoUsdAfter, changed.costNanoUsd);
    sums.unpricedCallsBefore += before.unpricedCalls;
    sums.unpricedCallsAfter += changed.unpricedCalls;
  }

  list(): RepricedModel[] {
    return [...this.#byModel.values()];
  }

  #of(model: string): RepricedModel {
    const known = this.#byModel.get(model) ?? {
      model,
      runs: 0,
      costNanoUsdBefore: 0,
      costNanoUsdAfter: 0,
      unpricedCallsBefore: 0,
      unpricedCallsAfter: 0,
      kept: { told: 0, withoutSteps: 0, withoutConnection: 0 },
    };
    this.#byModel.set(model, known);
    return known;
  }
}

interface RepriceOptions extends RepriceInput {
  readonly workspaceId: string;
  /** Whether it is stored, or only told. */
  readonly isStored: boolean;
}

/** Prices ended runs by the prices of now, for about a second from the cursor on. */
export const repriceRuns = async (
  { models, database: { db } }: ApiServices,
  { workspaceId, from, model, cursor, isStored }: RepriceOptions,
): Promise<RepricedRuns> => {
  const stopMs = performance.now() + pieceMs;
  const [ofReports, ofCalls] = await Promise.all([models.readPrices(workspaceId), models.readCallPrices(workspaceId)]);
  const sums = new RepricedSums();
  let runs = 0;
  let comparedRuns = 0;
  let after = cursor;
  for (;;) {
    const page = await listRunCosts(db, { workspaceId, from: new Date(from), model, after });
    const repriced = page.items.map((run) => repriceRun(run, { ofReports, ofCalls }, model));
    for (const part of repriced.flatMap(({ parts }) => parts)) sums.add(part);
    const changes = repriced.flatMap(({ change }) => change ?? []);
    if (isStored) await updateRunCosts(db, { workspaceId, runs: changes, at: new Date().toISOString() });
    const compared = changes.filter((change) => change.models.length === 0).length;
    runs += changes.length - compared;
    comparedRuns += compared;
    if (page.cursor === null || performance.now() > stopMs) {
      return { cursor: page.cursor, share: page.share, runs, comparedRuns, models: sums.list() };
    }
    after = page.cursor;
  }
};
