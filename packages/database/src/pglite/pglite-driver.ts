import {
  AbortedTransactionError,
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';

import type { WorkerRows } from './messages.ts';
import type { PgliteWorker } from './pglite-worker.ts';
import { TransactionGate } from './transaction-gate.ts';

const toResult = <Row>({ fields, rows, affectedRows, command }: WorkerRows): QueryResult<Row> => {
  const objects: Row[] = [];
  for (const row of rows) {
    const object: Record<string, unknown> = {};
    for (const [index, field] of fields.entries()) object[field] = row[index];
    // the type parameter is the caller's claim about its own statement, as in every driver of Kysely
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    objects.push(object as Row);
  }
  const isWrite = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
  return isWrite && affectedRows !== undefined
    ? { rows: objects, numAffectedRows: BigInt(affectedRows) }
    : { rows: objects };
};

const beginSql = ({ isolationLevel, accessMode }: TransactionSettings): string =>
  ['begin', isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' ');

/** One holder of the session: outside a transaction its statements take turns, inside they have it alone. */
class PgliteConnection implements DatabaseConnection {
  readonly #worker: PgliteWorker;
  readonly #gate: TransactionGate;
  readonly #idleTransactionMs: number;
  #state: 'free' | 'in-transaction' | 'expired' = 'free';
  #pending = 0;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(options: PgliteDriverOptions & { readonly gate: TransactionGate }) {
    this.#worker = options.worker;
    this.#gate = options.gate;
    this.#idleTransactionMs = options.idleTransactionMs;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const rows =
      this.#state === 'free'
        ? await this.#gate.pass(() => this.#worker.query(sql, parameters))
        : await this.#inTransaction(sql, parameters);
    return toResult<Row>(rows);
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('PGlite does not stream rows.');
  }

  async begin(settings: TransactionSettings): Promise<void> {
    try {
      await this.#gate.enter(() => this.#worker.query(beginSql(settings), []));
    } catch (error) {
      this.#gate.leave();
      throw error;
    }
    this.#state = 'in-transaction';
    this.#startIdleTimer();
  }

  async commit(): Promise<void> {
    const { command } = await this.#end('commit');
    // an aborted transaction answers COMMIT with the tag of a rollback, not with an error
    if (command === 'ROLLBACK') throw new AbortedTransactionError();
  }

  async rollback(): Promise<void> {
    if (this.#state === 'in-transaction') await this.#end('rollback');
    this.#state = 'free';
  }

  async #inTransaction(sql: string, parameters: readonly unknown[]): Promise<WorkerRows> {
    if (this.#state === 'expired') {
      throw new Error(
        `The transaction was rolled back: it had no statement for ${this.#idleTransactionMs} ms, and the whole program waits while one is open.`,
      );
    }
    clearTimeout(this.#idleTimer);
    this.#pending += 1;
    try {
      return await this.#worker.query(sql, parameters);
    } finally {
      this.#pending -= 1;
      if (this.#pending === 0 && this.#state === 'in-transaction') this.#startIdleTimer();
    }
  }

  async #end(statement: 'commit' | 'rollback'): Promise<WorkerRows> {
    const wasOpen = this.#state === 'in-transaction';
    const ended = this.#inTransaction(statement, []);
    if (!wasOpen) return ended;
    this.#state = 'free';
    try {
      return await ended;
    } finally {
      this.#gate.leave();
    }
  }

  #startIdleTimer(): void {
    this.#idleTimer = setTimeout(() => {
      this.#state = 'expired';
      // a failed rollback means a dead worker, which has told of itself
      void this.#worker
        .query('rollback', [])
        .catch(() => undefined)
        .then(() => this.#gate.leave());
    }, this.#idleTransactionMs);
  }
}

export interface PgliteDriverOptions {
  readonly worker: PgliteWorker;
  /** A transaction without a statement for this long is rolled back, since everything else waits for it. */
  readonly idleTransactionMs: number;
}

const ours = (connection: DatabaseConnection): PgliteConnection => {
  if (connection instanceof PgliteConnection) return connection;
  throw new Error('The connection is not from this driver.');
};

/** Kysely's driver over PGlite in its thread. */
export class PgliteDriver implements Driver {
  readonly #options: PgliteDriverOptions;
  readonly #gate = new TransactionGate();

  constructor(options: PgliteDriverOptions) {
    this.#options = options;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new PgliteConnection({ ...this.#options, gate: this.#gate });
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return ours(connection).begin(settings);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return ours(connection).commit();
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return ours(connection).rollback();
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint ${quote(name)}`));
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to savepoint ${quote(name)}`));
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release savepoint ${quote(name)}`));
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    await this.#gate.enter(() => this.#options.worker.close());
    this.#gate.leave();
  }
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
