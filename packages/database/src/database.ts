import type { Snapshot } from '@signalbox/contracts';
import type { Kysely } from 'kysely';

import type { AuthTables, Tables } from './tables.ts';

/** An open database. Statements inside a transaction callback go through the transaction it is given, never through these. */
export interface Database {
  readonly engine: 'pglite' | 'postgres';
  /** camelCase names; refuses statements on a workspace's table that don't say which workspace. */
  readonly db: Kysely<Tables>;
  /** better-auth's tables, names as they are. */
  readonly authDb: Kysely<AuthTables>;
  /** Rejects with `database.unavailable` when the database does not answer. */
  ping(): Promise<void>;
  /** Whether a statement of this process found the disk full within the last 5 s. */
  isDiskFull(): boolean;
  /**
   * Copies the files of the embedded database into a new folder in the data folder, as they are between two statements.
   * Whoever asked removes it; what is left goes when the database is opened next. Throws `snapshot.unavailable` when
   * the disk is full. Undefined where there are no files: PostgreSQL has pg_dump.
   */
  readonly createSnapshot?: () => Promise<Snapshot>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}
