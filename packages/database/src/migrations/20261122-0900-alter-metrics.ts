import { sql, type Kysely } from 'kysely';

/** Entries of a bin and a count of two bytes each; of what is more than these hold there are several. */
const toEntriesSql = (histogram: string): string => `coalesce((
  select string_agg(int2send(bin) || int2send(least(bin_count - 32767 * part, 32767)::smallint), '' order by bin, part)
  from unnest(${histogram}_bins, ${histogram}_counts) as one (bin, bin_count)
    cross join lateral generate_series(0, (bin_count - 1) / 32767) as part), '')`;

const statements = [
  // histograms as bytes, which are read and added up many times faster than arrays
  `alter table metric_buckets add duration_histogram bytea not null default '',
    add first_token_histogram bytea not null default ''`,
  `update metric_buckets set duration_histogram = ${toEntriesSql('duration')},
    first_token_histogram = ${toEntriesSql('first_token')} where series in ('workspace', 'version', 'initiator', 'tool')`,
  `alter table metric_buckets alter duration_histogram drop default, alter first_token_histogram drop default,
    drop duration_bins, drop duration_counts, drop first_token_bins, drop first_token_counts`,
  // a new table has them in the order they are read by, and nothing of the dropped columns
  `cluster metric_buckets using metric_buckets_pkey`,
  // rows of up to 8 kB stay as they are: to compress them takes longer than to read them
  `alter table metric_buckets set (toast_tuple_target = 8160)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
