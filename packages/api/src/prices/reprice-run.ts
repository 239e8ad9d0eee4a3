import { inputTokens, outputTokens, type RunEvent, toBookedCost } from '@signalbox/contracts';
import type { NewRunCost, ReportModel, RunCost } from '@signalbox/database';

import { computeCost, sumComputedCosts } from '../report/compute-cost.ts';
import type { PastCall, PriceCall, PriceUsage } from '../services.ts';

/** The prices of a workspace as they are now. */
export interface PricesNow {
  readonly ofReports: PriceUsage;
  readonly ofCalls: PriceCall;
}

interface Cost {
  readonly costNanoUsd: number;
  readonly unpricedCalls: number;
}

/** Why a cost stays as it is. */
type Kept = 'told' | 'withoutSteps' | 'withoutConnection';

/** What becomes of the cost of one model of a run. */
export interface RepricedPart {
  readonly before: ReportModel;
  readonly after: Cost | Kept;
}

/** What becomes of a run's cost. */
export interface RepricedRun {
  readonly parts: readonly RepricedPart[];
  /** What is to be stored; null when nothing changes. */
  readonly change: NewRunCost | null;
}

interface LoggedCall extends PastCall {
  readonly isLost: boolean;
}

/** The finished model calls of a run's log. */
const listCalls = (events: readonly RunEvent[]): LoggedCall[] => {
  const calls: LoggedCall[] = [];
  let start: Extract<RunEvent, { type: 'model-call-start' }> | undefined;
  for (const event of events) {
    if (event.type === 'model-call-start') start = event;
    if (!start || (event.type !== 'model-call-end' && event.type !== 'model-call-discard')) continue;
    const { provider, model } = start.payload;
    const asked = { provider, model, at: new Date(start.at) };
    if (event.type === 'model-call-end') {
      const { usage, answeredBy = model } = event.payload;
      calls.push({ ...asked, answeredBy, usage, isLost: false });
    } else calls.push({ ...asked, answeredBy: model, usage: event.payload.estimatedUsage, isLost: true });
    start = undefined;
  }
  return calls;
};

/** A lost call without tokens was refused, and costs nothing whatever the price. */
const isFree = ({ isLost, usage }: LoggedCall): boolean => isLost && inputTokens(usage) + outputTokens(usage) === 0;

/** Call by call, since tiers go by the size of a request. */
const priceCalls = (calls: readonly LoggedCall[], price: PriceCall): Cost | 'withoutConnection' => {
  let costNanoUsd = 0;
  let unpricedCalls = 0;
  for (const call of calls) {
    if (isFree(call)) continue;
    const cost = price(call);
    if (cost === undefined) return 'withoutConnection';
    const booked = toBookedCost(cost).costNanoUsd;
    if (booked === null) unpricedCalls += 1;
    else costNanoUsd += booked;
  }
  return { costNanoUsd, unpricedCalls };
};

const priceHere = ({ events }: RunCost, price: PriceCall): ((used: ReportModel) => RepricedPart['after']) => {
  const byModel = Map.groupBy(listCalls(events), ({ provider, model }) => `${provider}/${model}`);
  return ({ model, calls }) => {
    const logged = byModel.get(model) ?? [];
    return logged.length === calls ? priceCalls(logged, price) : 'withoutSteps';
  };
};

/** By its sums, as when it was reported. */
const priceReported =
  ({ createdAt }: RunCost, price: PriceUsage) =>
  (used: ReportModel): RepricedPart['after'] => {
    if (used.isCostTold) return 'told';
    const costNanoUsd = computeCost(used, price, createdAt);
    return { costNanoUsd: costNanoUsd ?? 0, unpricedCalls: costNanoUsd === null ? 1 : 0 };
  };

/** What our prices say beside a cost that was told. */
const toComputed = ({ models, createdAt }: RunCost, price: PriceUsage): number | null => {
  if (!models.some(({ isCostTold }) => isCostTold)) return null;
  return sumComputedCosts(
    models,
    models.map((used) => computeCost(used, price, createdAt)),
  );
};

/** What changes of it; null for nothing. */
export const toChangedCost = ({ before, after }: RepricedPart): Cost | null => {
  if (typeof after === 'string') return null;
  const isSame = after.costNanoUsd === before.costNanoUsd && after.unpricedCalls === before.unpricedCalls;
  return isSame ? null : after;
};

/** What an ended run costs by the prices of now, in the calls of this model or in all. */
export const repriceRun = (run: RunCost, prices: PricesNow, model?: string): RepricedRun => {
  const price = run.isReported ? priceReported(run, prices.ofReports) : priceHere(run, prices.ofCalls);
  const meant = run.models.filter((used) => model === undefined || used.model === model);
  const parts = meant.map((before) => ({ before, after: price(before) }));
  const models = parts.flatMap((part) => {
    const changed = toChangedCost(part);
    return changed ? [{ model: part.before.model, ...changed }] : [];
  });
  const computedCostNanoUsd = toComputed(run, prices.ofReports);
  const isSame = models.length === 0 && computedCostNanoUsd === run.computedCostNanoUsd;
  return { parts, change: isSame ? null : { id: run.id, computedCostNanoUsd, models } };
};
