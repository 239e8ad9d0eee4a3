import { AppError, isJsonTooDeep, maxJsonDepth } from '@signalbox/contracts';
import type {
  CompiledQuery,
  DatabaseConnection,
  Driver,
  QueryCompiler,
  QueryResult,
  TransactionSettings,
} from 'kysely';

import { isDiskFull, translateDatabaseError } from './translate-database-error.ts';

const assertJsonDepth = (value: unknown): void => {
  if (Array.isArray(value)) {
    for (const item of value) assertJsonDepth(item);
  } else if (typeof value === 'string' && (value.startsWith('{') || value.startsWith('[')) && isJsonTooDeep(value)) {
    throw new AppError('request.too-deep', `JSON may nest at most ${maxJsonDepth} levels deep.`);
  }
};

type Translated = <Result>(work: () => Promise<Result>) => Promise<Result>;

class CheckedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #translated: Translated;

  constructor(inner: DatabaseConnection, translated: Translated) {
    this.inner = inner;
    this.#translated = translated;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#translated(() => {
      for (const parameter of query.parameters) assertJsonDepth(parameter);
      return this.inner.executeQuery<Row>(query);
    });
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Rows are not streamed: PGlite has no cursors over its protocol. Read pages.');
  }
}

const innerOf = (connection: DatabaseConnection): DatabaseConnection =>
  connection instanceof CheckedConnection ? connection.inner : connection;

/**
 * A driver whose every statement passes two checks: too deeply nested JSON is refused before it is sent
 * (PGlite drops such a row without an error), and errors come out translated.
 */
export class CheckedDriver implements Driver {
  readonly #inner: Driver;
  #diskFullAtMs = -Infinity;

  constructor(inner: Driver) {
    this.#inner = inner;
  }

  /** When a statement last found the disk full, by `performance.now()`. */
  get diskFullAtMs(): number {
    return this.#diskFullAtMs;
  }

  init(): Promise<void> {
    return this.#inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new CheckedConnection(await this.#translated(() => this.#inner.acquireConnection()), this.#translated);
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#translated(() => this.#inner.beginTransaction(innerOf(connection), settings));
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#translated(() => this.#inner.commitTransaction(innerOf(connection)));
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#translated(() => this.#inner.rollbackTransaction(innerOf(connection)));
  }

  savepoint(connection: DatabaseConnection, name: string, compile: QueryCompiler['compileQuery']): Promise<void> {
    return this.#translated(async () => this.#inner.savepoint?.(innerOf(connection), name, compile));
  }

  rollbackToSavepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler['compileQuery'],
  ): Promise<void> {
    return this.#translated(async () => this.#inner.rollbackToSavepoint?.(innerOf(connection), name, compile));
  }

  releaseSavepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler['compileQuery'],
  ): Promise<void> {
    return this.#translated(async () => this.#inner.releaseSavepoint?.(innerOf(connection), name, compile));
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#inner.releaseConnection(innerOf(connection));
  }

  destroy(): Promise<void> {
    return this.#inner.destroy();
  }

  readonly #translated: Translated = async (work) => {
    try {
      return await work();
    } catch (error) {
      const translated = translateDatabaseError(error);
      if (isDiskFull(translated)) this.#diskFullAtMs = performance.now();
      throw translated;
    }
  };
}
