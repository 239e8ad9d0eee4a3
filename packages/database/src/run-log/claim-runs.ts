import type { ClaimedRun } from '@signalbox/contracts';
import { CompiledQuery, type Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import { leaseSql } from './lease.ts';

export interface ClaimRunsOptions {
  /** A UUID of this process. */
  readonly workerId: string;
  readonly limit: number;
  /** Whether the worker has no other run: only then is one taken that may bring the process down. */
  readonly isIdle: boolean;
  /** Ids of all runs that the worker knows it holds: given when it may hold others, since the database was away. */
  readonly known?: readonly string[] | undefined;
}

/** Claims after a dead holder, the coming one included, from which a run is taken only alone. */
const suspectRecoveries = 2;

/** Held by the worker that claims, which lives and doesn't know of it. */
const isLostSql = `coalesce(lease_owner = $1::uuid and lease_expires_at >= now()
    and run_heads.run_id <> all($4::uuid[]), false)`;

/** Whether the holder died is known by its name: giving a run back in order removes it. */
const isAfterCrashSql = `lease_owner is not null and not ${isLostSql}`;
const comingRecoveries = `recoveries + (${isAfterCrashSql})::int`;

/** A run that follows another in its conversation is due when that one has ended. */
const dueSql = `wake_at <= now() and (lease_expires_at is null or lease_expires_at < now() or ${isLostSql})
    and (after_run_id is null or not exists (select from run_heads as before where before.run_id = run_heads.after_run_id))`;

const claimSql = `/* prepared */
with due as materialized (
  select run_id, ${isAfterCrashSql} as is_after_crash from run_heads
  where ${dueSql} and ${comingRecoveries} < ${suspectRecoveries}
  order by wake_at limit $2::int for update skip locked
), suspect as materialized (
  select run_id, ${isAfterCrashSql} as is_after_crash from run_heads
  where $3::boolean and $2::int > 0 and not exists (select from due)
    and ${dueSql} and ${comingRecoveries} >= ${suspectRecoveries}
  order by wake_at limit 1 for update skip locked
), claimed as (
  update run_heads set lease_owner = $1::uuid, lease_expires_at = ${leaseSql},
    lease_epoch = lease_epoch + 1, recoveries = ${comingRecoveries}
  from (select * from due union all select * from suspect) as taken
  where run_heads.run_id = taken.run_id
  returning run_heads.workspace_id, run_heads.run_id, lease_epoch, recoveries, is_after_crash, wakes
), running as (
  update runs set status = 'running', started_at = coalesce(started_at, now()),
    resumes = resumes + is_after_crash::int
  from claimed where runs.workspace_id = claimed.workspace_id and runs.id = claimed.run_id
)
select workspace_id, run_id, lease_epoch as epoch, recoveries, is_after_crash, wakes from claimed`;

/**
 * The runs that are due, oldest first, now leased to the worker for 15 s. Runs that another claim is looking at
 * are passed over; with `known`, those are due as well that the worker holds and doesn't know of. A run with two recoveries, this claim included, comes alone and only to an idle worker.
 */
export const claimRuns = async (
  db: Kysely<Tables>,
  { workerId, limit, isIdle, known }: ClaimRunsOptions,
): Promise<ClaimedRun[]> => {
  const { rows } = await db.executeQuery<ClaimedRun>(
    CompiledQuery.raw(claimSql, [workerId, limit, isIdle, known ?? null]),
  );
  return rows;
};
