import type { PGlite } from '@electric-sql/pglite';

import { hasRoom } from './disk-room.ts';
import type { WorkerFailure } from './messages.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const [readOnlyCode, diskFullCode] = ['25006', '53100'];

/**
 * Lets nothing be written while the disk is nearly full, and says that it is full. PGlite that finds no room for its write-ahead
 * log never answers again.
 */
export class WriteGuard {
  /** Of the database; undefined for one in memory, which always has room. */
  folder: string | undefined;
  #isReadOnly = false;
  #isInTransaction = false;

  /** To be called before each statement: makes those that follow read-only, or not any more. */
  async check(database: PGlite): Promise<void> {
    // within a transaction the setting would be too late, and undone with it
    if (this.folder === undefined || this.#isInTransaction) return;
    const isReadOnly = !hasRoom(this.folder);
    if (isReadOnly === this.#isReadOnly) return;
    await database.exec(`set default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`);
    this.#isReadOnly = isReadOnly;
  }

  /** What the statement was, as the database calls it. */
  note(command: string | undefined): void {
    if (command === 'BEGIN') this.#isInTransaction = true;
    if (command === 'COMMIT' || command === 'ROLLBACK') this.#isInTransaction = false;
  }

  /** A failure of something that wanted to write meanwhile, as that of a disk without room. */
  explain(failure: WorkerFailure): WorkerFailure {
    if (!this.#isReadOnly || failure.fields['code'] !== readOnlyCode) return failure;
    return { ...failure, message: 'The disk is nearly full.', fields: { ...failure.fields, code: diskFullCode } };
  }
}
