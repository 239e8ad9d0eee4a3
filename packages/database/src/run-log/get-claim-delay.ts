import { CompiledQuery, type Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

// one that follows another is not due since it was asked for
const delaySql = `/* prepared */
select extract(epoch from now() - wake_at)::float8 * 1000 as delay_ms from run_heads
where wake_at <= now() and lease_epoch = 0 and after_run_id is null
order by wake_at offset $1::int limit 1`;

/**
 * How long runs that no worker has taken yet wait for one, in ms, in all workspaces: the oldest but for so many, which may wait
 * for a hint that was lost. 0 when no more than those wait.
 */
export const getClaimDelay = async (
  db: Kysely<Tables>,
  { exceptOldest }: { readonly exceptOldest: number },
): Promise<number> => {
  const query = CompiledQuery.raw(delaySql, [exceptOldest]);
  const { rows } = await db.executeQuery<{ readonly delayMs: number }>(query);
  return rows[0]?.delayMs ?? 0;
};
