import { CompiledQuery, type Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

// one that follows another is not due since it was asked for
const delaySql = `/* prepared */
select extract(epoch from now() - wake_at)::float8 * 1000 as delay_ms from run_heads
where wake_at <= now() and lease_epoch = 0 and after_run_id is null
order by wake_at limit 1`;

/** How long the oldest run that no worker has taken yet waits for one, in ms, in all workspaces; 0 when none waits. */
export const getClaimDelay = async (db: Kysely<Tables>): Promise<number> => {
  const { rows } = await db.executeQuery<{ readonly delayMs: number }>(CompiledQuery.raw(delaySql));
  return rows[0]?.delayMs ?? 0;
};
