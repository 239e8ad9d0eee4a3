import {
  addRepriced,
  noneRepriced,
  type RepricedModel,
  type RepricedRuns,
  type RepriceInput,
} from '@signalbox/contracts';
import { listRunCosts, updateRunCosts } from '@signalbox/database';

import type { ApiServices } from '../services.ts';
import { repriceRun, type RepricedPart, toChangedCost } from './reprice-run.ts';

/** About how long one piece takes: a member who asks for piece after piece stays well below the limit of changes. */
const pieceMs = 1000;

const noneKept = { told: 0, withoutSteps: 0, withoutConnection: 0 };

/** What a part comes to; null when nothing changes and nothing is kept. */
const toRepricedModel = (part: RepricedPart): RepricedModel | null => {
  const { before, after } = part;
  const none = { runs: 0, costNanoUsdBefore: 0, costNanoUsdAfter: 0, unpricedCallsBefore: 0, unpricedCallsAfter: 0 };
  if (typeof after === 'string') return { model: before.model, ...none, kept: { ...noneKept, [after]: 1 } };
  if (!toChangedCost(part)) return null;
  return {
    model: before.model,
    runs: 1,
    costNanoUsdBefore: before.costNanoUsd,
    costNanoUsdAfter: after.costNanoUsd,
    unpricedCallsBefore: before.unpricedCalls,
    unpricedCallsAfter: after.unpricedCalls,
    kept: noneKept,
  };
};

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
  let sum = noneRepriced;
  let after = cursor;
  for (;;) {
    const page = await listRunCosts(db, { workspaceId, from: new Date(from), model, after });
    const repriced = page.items.map((run) => repriceRun(run, { ofReports, ofCalls }, model));
    const changes = repriced.flatMap(({ change }) => change ?? []);
    if (isStored) await updateRunCosts(db, { workspaceId, runs: changes, at: new Date().toISOString() });
    const comparedRuns = changes.filter((change) => change.models.length === 0).length;
    sum = addRepriced(sum, {
      share: page.share,
      runs: changes.length - comparedRuns,
      comparedRuns,
      models: repriced.flatMap(({ parts }) => parts.flatMap((part) => toRepricedModel(part) ?? [])),
    });
    if (page.cursor === null || performance.now() > stopMs) return { cursor: page.cursor, ...sum };
    after = page.cursor;
  }
};
