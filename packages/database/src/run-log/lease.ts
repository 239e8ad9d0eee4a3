/** How long a claim, an append or a renewal keeps a run from other workers; workers renew every 3 s. */
export const leaseMs = 15_000;

/** The end of a lease that begins now, by the database's clock. */
export const leaseSql = `now() + interval '${leaseMs} milliseconds'`;
