import { type Kysely, sql } from 'kysely';

import { changeFigures } from '../metrics/change-figures.ts';
import type { Tables } from '../tables.ts';

/** What a run costs by the prices of now. */
export interface NewRunCost {
  readonly id: string;
  readonly computedCostNanoUsd: number | null;
  /** Those of its models whose cost is another. */
  readonly models: readonly {
    readonly model: string;
    readonly costNanoUsd: number;
    readonly unpricedCalls: number;
  }[];
}

interface RunCostUpdate {
  readonly workspaceId: string;
  readonly runs: readonly NewRunCost[];
  readonly at: string;
}

const update = async (tx: Kysely<Tables>, { workspaceId, runs, at }: RunCostUpdate): Promise<void> => {
  const models = runs.flatMap(({ id, models: own }) => own.map((model) => ({ id, ...model })));
  await sql`
    with given as (
      select * from unnest(${models.map(({ id }) => id)}::uuid[], ${models.map(({ model }) => model)}::text[],
        ${models.map(({ costNanoUsd }) => costNanoUsd)}::bigint[],
        ${models.map(({ unpricedCalls }) => unpricedCalls)}::int[]) as given (run_id, model, cost_nano_usd, unpriced_calls)
    ), difference as (
      select run_id, sum(given.cost_nano_usd - used.cost_nano_usd)::bigint as cost_nano_usd,
        sum(given.unpriced_calls - used.unpriced_calls)::int as unpriced_calls
      from given join run_models as used using (run_id, model) where used.workspace_id = ${workspaceId} group by run_id
    ), changed as (
      update run_models set cost_nano_usd = given.cost_nano_usd, unpriced_calls = given.unpriced_calls
      from given where run_models.workspace_id = ${workspaceId} and run_models.run_id = given.run_id
        and run_models.model = given.model
    )
    update runs set cost_nano_usd = runs.cost_nano_usd + coalesce(difference.cost_nano_usd, 0),
      unpriced_calls = runs.unpriced_calls + coalesce(difference.unpriced_calls, 0),
      computed_cost_nano_usd = repriced.computed_cost_nano_usd, repriced_at = ${at}
    from unnest(${runs.map(({ id }) => id)}::uuid[],
        ${runs.map(({ computedCostNanoUsd }) => computedCostNanoUsd)}::bigint[]) as repriced (id, computed_cost_nano_usd)
      left join difference on difference.run_id = repriced.id
    where runs.workspace_id = ${workspaceId} and runs.id = repriced.id`.execute(tx);
};

/**
 * Stores what ended runs cost by the prices of now, and figures with them; runs that were deleted meanwhile are left out.
 * Doing it again changes nothing: a run's sum goes by how its models differ from what is there.
 */
export const updateRunCosts = async (db: Kysely<Tables>, given: RunCostUpdate): Promise<void> => {
  if (given.runs.length === 0) return;
  const change = { workspaceId: given.workspaceId, runIds: given.runs.map(({ id }) => id), keepsGone: false };
  await db.transaction().execute((tx) => changeFigures(tx, change, () => update(tx, given)));
};
