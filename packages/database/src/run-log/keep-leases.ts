import type { ClaimedRun } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { leaseSql } from './lease.ts';

export interface HeldRuns {
  readonly workerId: string;
  readonly runs: readonly ClaimedRun[];
}

const heldSql = ({ runs }: HeldRuns) => sql`
  unnest(${runs.map((run) => run.runId)}::uuid[], ${runs.map((run) => run.epoch)}::int[]) as held (run_id, epoch)`;

/**
 * Prolongs the leases to 15 s from now, and gives the ids of the runs that the worker no longer holds. Runs whose
 * append is under way are left to it: it renews by itself.
 */
export const renewLeases = async (db: Kysely<Tables>, held: HeldRuns): Promise<string[]> => {
  if (held.runs.length === 0) return [];
  const { rows } = await sql<{ runId: string }>`
    with held as (select * from ${heldSql(held)}),
    mine as materialized (
      select run_heads.run_id from run_heads
      join held on held.run_id = run_heads.run_id and held.epoch = run_heads.lease_epoch
      where lease_owner = ${held.workerId}
      order by run_heads.run_id for update of run_heads skip locked
    ), renewed as (
      update run_heads set lease_expires_at = ${sql.raw(leaseSql)} from mine where run_heads.run_id = mine.run_id
    )
    select held.run_id from held
    left join run_heads on run_heads.run_id = held.run_id and run_heads.lease_epoch = held.epoch
      and run_heads.lease_owner = ${held.workerId}
    where run_heads.run_id is null
  `.execute(db);
  return rows.map((row) => row.runId);
};

/** Gives runs back in order: queued, to be claimed at once, without counting as a recovery. */
export const releaseLeases = async (db: Kysely<Tables>, held: HeldRuns): Promise<void> => {
  if (held.runs.length === 0) return;
  await sql`
    with mine as materialized (
      select run_heads.run_id, run_heads.workspace_id from run_heads
      join ${heldSql(held)} on held.run_id = run_heads.run_id and held.epoch = run_heads.lease_epoch
      where lease_owner = ${held.workerId}
      order by run_heads.run_id for update of run_heads
    ), released as (
      update run_heads set lease_owner = null, lease_expires_at = null, wake_at = now()
      from mine where run_heads.run_id = mine.run_id
    )
    update runs set status = 'queued' from mine where runs.workspace_id = mine.workspace_id and runs.id = mine.run_id
  `.execute(db);
};

/**
 * Ends all leases at once, as at the start of an embedded process: whoever held them is dead. The claims that
 * follow count as recoveries. Never for a database that other processes use.
 */
export const expireLeases = async (db: Kysely<Tables>): Promise<void> => {
  await sql`update run_heads set lease_expires_at = null where lease_expires_at is not null`.execute(db);
};
