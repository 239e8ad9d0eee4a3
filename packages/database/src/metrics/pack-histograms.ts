import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { packHistogram } from './histogram.ts';

/** A bucket that was written in this transaction, and may be too long. */
export interface WrittenBucket {
  readonly place: string;
  readonly durationHistogram: Uint8Array;
  readonly firstTokenHistogram: Uint8Array;
}

/** How much longer than it must be a histogram may get before it is written once more: to write it takes more than to read it. */
const slack = 1.25;
const slackBytes = 64;

/** What of the buckets that a statement writes may be too long: the end of a query after the one that writes them. */
export const toWrittenSql = (writes: string): string => `
  written as (${writes} returning ctid::text as place, duration_histogram, first_token_histogram)
  select * from written
  where greatest(octet_length(duration_histogram), octet_length(first_token_histogram)) > ${slackBytes}`;

const isLong = (histogram: Uint8Array, packed: Uint8Array): boolean =>
  histogram.length > slack * packed.length + slackBytes;

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Histograms of buckets that have grown by others being put behind are made as short as can be. */
export const packHistograms = async (tx: Kysely<Tables>, buckets: readonly WrittenBucket[]): Promise<void> => {
  const packed = buckets.flatMap(({ place, durationHistogram, firstTokenHistogram }) => {
    const [duration, firstToken] = [packHistogram(durationHistogram), packHistogram(firstTokenHistogram)];
    const hasLong = isLong(durationHistogram, duration) || isLong(firstTokenHistogram, firstToken);
    return hasLong ? [{ place, duration: toHex(duration), firstToken: toHex(firstToken) }] : [];
  });
  if (packed.length === 0) return;
  await sql`
    update metric_buckets
    set duration_histogram = decode(packed.duration, 'hex'), first_token_histogram = decode(packed.first_token, 'hex')
    from unnest(${packed.map(({ place }) => place)}::text[]::tid[], ${packed.map(({ duration }) => duration)}::text[],
      ${packed.map(({ firstToken }) => firstToken)}::text[]) as packed (place, duration, first_token)
    where metric_buckets.ctid = packed.place`.execute(tx);
};
