import { AppError, isJsonTooDeep, maxJsonDepth } from '@signalbox/contracts';
import type {
  CompiledQuery,
  DatabaseConnection,
  Driver,
  QueryCompiler,
  QueryResult,
  TransactionSettings,
} from 'kysely';

import { translateDatabaseError } from './translate-database-error.ts';

const assertJsonDepth = (value: unknown): void => {
  if (Array.isArray(value)) {
    for (const item of value) assertJsonDepth(item);
  } else if (typeof value === 'string' && (value.startsWith('{') || value.startsWith('[')) && isJsonTooDeep(value)) {
    throw new AppError('request.too-deep', `JSON may nest at most ${maxJsonDepth} levels deep.`);
  }
};

const translated = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw translateDatabaseError(error);
  }
};

class CheckedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;

  constructor(inner: DatabaseConnection) {
    this.inner = inner;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return translated(() => {
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

  constructor(inner: Driver) {
    this.#inner = inner;
  }

  init(): Promise<void> {
    return this.#inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new CheckedConnection(await translated(() => this.#inner.acquireConnection()));
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return translated(() => this.#inner.beginTransaction(innerOf(connection), settings));
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return translated(() => this.#inner.commitTransaction(innerOf(connection)));
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return translated(() => this.#inner.rollbackTransaction(innerOf(connection)));
  }

  savepoint(connection: DatabaseConnection, name: string, compile: QueryCompiler['compileQuery']): Promise<void> {
    return translated(async () => this.#inner.savepoint?.(innerOf(connection), name, compile));
  }

  rollbackToSavepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler['compileQuery'],
  ): Promise<void> {
    return translated(async () => this.#inner.rollbackToSavepoint?.(innerOf(connection), name, compile));
  }

  releaseSavepoint(
    connection: DatabaseConnection,
    name: string,
    compile: QueryCompiler['compileQuery'],
  ): Promise<void> {
    return translated(async () => this.#inner.releaseSavepoint?.(innerOf(connection), name, compile));
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#inner.releaseConnection(innerOf(connection));
  }

  destroy(): Promise<void> {
    return this.#inner.destroy();
  }
}
