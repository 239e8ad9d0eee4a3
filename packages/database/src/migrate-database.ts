import { readdir } from 'node:fs/promises';

import { type Kysely, sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';

import { DatabaseStartError } from './database-start-error.ts';
import type { AuthTables } from './tables.ts';

/** Where the program's own migrations stand; one file each, run in the order of their names. */
export const migrationFolder = new URL('./migrations/', import.meta.url);

const isMigration = (module: unknown): module is Migration =>
  typeof module === 'object' && module !== null && 'up' in module && typeof module.up === 'function';

/** The names of the program's own migrations, in their order. */
export const listMigrations = async (): Promise<string[]> =>
  (await readdir(migrationFolder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted();

/** The program’s own migrations by their names. */
export const readMigrations = async (): Promise<Record<string, Migration>> => {
  const migrations: Record<string, Migration> = {};
  for (const name of await listMigrations()) {
    const module: unknown = await import(new URL(`${name}.ts`, migrationFolder).href);
    if (!isMigration(module)) throw new Error(`The migration ${name} has no function "up".`);
    migrations[name] = module;
  }
  return migrations;
};

const migrateAll = async (db: Kysely<AuthTables>, log: (message: string) => void): Promise<void> => {
  const known = await readMigrations();
  const provider: MigrationProvider = { getMigrations: async () => known };
  const migrator = new Migrator({ db, provider });
  for (;;) {
    const { error, results } = await migrator.migrateUp();
    if (error !== undefined) {
      const fault = error instanceof Error ? error : new Error('A migration failed.', { cause: error });
      const missing = /previously executed migration (\S+) is missing/.exec(fault.message)?.[1];
      if (missing !== undefined) {
        throw new DatabaseStartError(
          `The database was written by a newer version of this program: it has the migration "${missing}", which this version does not know. Start that newer version, or restore a backup made before it ran.`,
        );
      }
      throw fault;
    }
    const done = results?.[0];
    if (done === undefined) return;
    log(`Database migration ${done.migrationName} done.`);
  }
};

const lockKey = sql`hashtextextended('signalbox migrations', 0)`;

/**
 * Brings the database to the newest migration, each in a transaction of its own, so that a failed one leaves
 * the ones before it. One process at a time: others wait. Throws DatabaseStartError when a newer program has been at the
 * database.
 */
export const migrateDatabase = (db: Kysely<AuthTables>, log: (message: string) => void): Promise<void> =>
  db.connection().execute(async (connection) => {
    // the migrator's own lock comes after it has looked at the tables, which fails while another changes them
    await sql`select pg_advisory_lock(${lockKey})`.execute(connection);
    try {
      await migrateAll(connection, log);
    } finally {
      // a connection that is lost holds no lock
      await sql`select pg_advisory_unlock(${lockKey})`.execute(connection).catch(() => undefined);
    }
  });
