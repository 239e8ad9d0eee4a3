import type { ColumnType } from 'kysely';

/** Read as a Date on both engines; written as a Date or ISO text. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** The same, or nothing. */
export type NullableTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
