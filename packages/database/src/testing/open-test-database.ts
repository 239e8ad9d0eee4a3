import { newId } from '@signalbox/contracts';

import type { Database } from '../database.ts';
import { openDatabase } from '../open-database.ts';
import { toPgliteDialect } from '../pglite/open-pglite.ts';
import { PgliteWorker } from '../pglite/pglite-worker.ts';
import { toDatabase } from '../to-database.ts';
import { makePostgresTemplate } from './make-postgres-template.ts';
import { readPgliteTemplate } from './read-pglite-template.ts';
import { withPostgres } from './with-postgres.ts';

const postgresUrl = process.env['TEST_DATABASE_URL'];

/** The engines that database tests run on: PostgreSQL too when TEST_DATABASE_URL names a server. For `describe.each`. */
export const testEngines: readonly Database['engine'][] = postgresUrl ? ['pglite', 'postgres'] : ['pglite'];

export interface TestDatabaseOptions {
  readonly engine?: Database['engine'];
  /** As in openDatabase. */
  readonly idleTransactionMs?: number;
  readonly onFatal?: (error: Error) => void;
}

export interface TestDatabase extends Database {
  /** Address of the database; undefined for PGlite, which only this process can use. */
  readonly url: string | undefined;
  /** Inserts a workspace, and gives its id. */
  newWorkspace(): Promise<string>;
}

const throwFatal = (error: Error): void => {
  throw error;
};

const openPgliteCopy = async ({ idleTransactionMs = 5000, onFatal = throwFatal }: TestDatabaseOptions) => {
  const { archive } = await readPgliteTemplate();
  const worker = await PgliteWorker.open({ folder: undefined, template: archive, onFatal });
  return { ...(await toDatabase('pglite', toPgliteDialect(worker, idleTransactionMs))), url: undefined };
};

let postgresTemplate: Promise<string> | undefined;
const findPostgresTemplate = (serverUrl: string): Promise<string> =>
  (postgresTemplate ??= makePostgresTemplate(serverUrl));

const openPostgresCopy = async ({ idleTransactionMs = 5000, onFatal = throwFatal }: TestDatabaseOptions) => {
  if (!postgresUrl) throw new Error('Set TEST_DATABASE_URL to test on PostgreSQL.');
  const name = `test_${newId().replaceAll('-', '')}`;
  const template = await findPostgresTemplate(postgresUrl);
  await withPostgres(postgresUrl, (client) => client.query(`create database ${name} template ${template}`));
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  const log = (): void => undefined;
  const database = await openDatabase({ databaseUrl: url.href, dataDir: '', log, onFatal, idleTransactionMs });
  return {
    ...database,
    url: url.href,
    close: async () => {
      await database.close();
      await withPostgres(postgresUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
};

/**
 * A database of the test's own with all tables, gone when it is closed: PGlite in memory, copied from a
 * template that is made once, or such a copy on the test server.
 */
export const openTestDatabase = async (options: TestDatabaseOptions = {}): Promise<TestDatabase> => {
  const database = await (options.engine === 'postgres' ? openPostgresCopy(options) : openPgliteCopy(options));
  const newWorkspace = async (): Promise<string> => {
    const id = newId();
    await database.authDb
      .insertInto('auth_organization')
      .values({ id, name: 'Test', slug: id, createdAt: new Date() })
      .execute();
    return id;
  };
  return { ...database, newWorkspace };
};
