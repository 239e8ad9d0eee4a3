import { AsyncLocalStorage } from 'node:async_hooks';

import type { ConnectionProvider, DatabaseConnection, Driver } from 'kysely';

/** One use of a connection; code started inside it may outlive it. */
interface ConnectionUse {
  isActive: boolean;
}

/**
 * Hands out connections, and throws when asked for one by code that already runs inside a transaction:
 * on PGlite that statement would wait for itself for ever, on PostgreSQL it would run outside the transaction.
 */
export class GuardedConnectionProvider implements ConnectionProvider {
  readonly #driver: Driver;
  readonly #uses = new AsyncLocalStorage<ConnectionUse>();

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  async provideConnection<Result>(consumer: (connection: DatabaseConnection) => Promise<Result>): Promise<Result> {
    if (this.#uses.getStore()?.isActive === true) {
      throw new Error('A transaction is open here: use the transaction that the callback was given in place of `db`.');
    }
    const connection = await this.#driver.acquireConnection();
    const use = { isActive: true };
    try {
      return await this.#uses.run(use, () => consumer(connection));
    } finally {
      use.isActive = false;
      await this.#driver.releaseConnection(connection);
    }
  }
}
