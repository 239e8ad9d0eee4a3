import type { Kysely } from 'kysely';

import type { Tables } from '../tables.ts';

/**
 * Holds the buckets until the transaction ends: nobody else changes them meanwhile. Undefined when somebody has them and
 * it should not wait.
 */
export const holdMetricState = (
  tx: Kysely<Tables>,
  { waits }: { readonly waits: boolean },
): Promise<{ readonly foldedSeq: number } | undefined> =>
  tx
    .selectFrom('metricState')
    .select('foldedSeq')
    .forUpdate()
    .$if(!waits, (query) => query.skipLocked())
    .executeTakeFirst();
