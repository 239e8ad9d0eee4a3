import { cp } from 'node:fs/promises';
import { join } from 'node:path';

import { newId } from '@signalbox/contracts';
import { Migrator } from 'kysely/migration';

import { readMigrations } from '../../migrate-database.ts';
import { openDatabase } from '../../open-database.ts';
import { makePostgresTemplate } from '../make-postgres-template.ts';
import { unpackDatabase } from '../unpack-database.ts';
import { withPostgres } from '../with-postgres.ts';
import { fillEarlier } from './fill-earlier.ts';

/** Where a database is, as the server's settings say it. */
export interface DatabasePlace {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}

/** Databases as they were at earlier migrations, with rows in everything that there was. */
export interface EarlierDatabases {
  /** A new copy of the one at this migration. */
  copy(migration: string): Promise<DatabasePlace>;
  /** A new one that was brought to the newest migration at once, without rows. */
  newest(): Promise<DatabasePlace>;
  /** Removes those on a database server. */
  close(): Promise<void>;
}

const make = async ({ databaseUrl, dataDir }: DatabasePlace, migration: string): Promise<void> => {
  const options = { databaseUrl, dataDir, log: () => undefined, onFatal: () => undefined };
  const database = await openDatabase({ ...options, migrates: false });
  const known = await readMigrations();
  const migrator = new Migrator({ db: database.authDb, provider: { getMigrations: async () => known } });
  const { error } = await migrator.migrateTo(migration);
  if (error !== undefined) throw new Error(`No database could be made as it was at ${migration}.`, { cause: error });
  await fillEarlier(database.authDb);
  await database.close();
};

/** In folders of their own. */
const openFolders = (folder: string): EarlierDatabases => {
  const made = new Map<string, Promise<void>>();
  const toPlace = (name: string): DatabasePlace => ({ databaseUrl: undefined, dataDir: join(folder, name) });
  return {
    copy: async (migration) => {
      const original = toPlace(migration);
      const ready = made.get(migration) ?? make(original, migration);
      made.set(migration, ready);
      await ready;
      const place = toPlace(newId());
      await cp(original.dataDir, place.dataDir, { recursive: true });
      return place;
    },
    newest: async () => {
      const place = toPlace(newId());
      await unpackDatabase(place.dataDir);
      return place;
    },
    close: async () => undefined,
  };
};

/** On the server of `databaseUrl`, beside the database that it names. */
const openOnServer = (databaseUrl: string, folder: string): EarlierDatabases => {
  const made = new Map<string, Promise<string>>();
  const names: string[] = [];
  const administer = (statement: string) => withPostgres(databaseUrl, (client) => client.query(statement));
  const create = async (template = 'template1'): Promise<string> => {
    const name = `upgrade_${newId().replaceAll('-', '')}`;
    await administer(`create database ${name} template ${template}`);
    names.push(name);
    return name;
  };
  const toPlace = (name: string): DatabasePlace => {
    const url = new URL(databaseUrl);
    url.pathname = `/${name}`;
    return { databaseUrl: url.href, dataDir: join(folder, name) };
  };
  const makeOriginal = async (migration: string): Promise<string> => {
    const name = await create();
    await make(toPlace(name), migration);
    return name;
  };
  return {
    copy: async (migration) => {
      const original = made.get(migration) ?? makeOriginal(migration);
      made.set(migration, original);
      return toPlace(await create(await original));
    },
    newest: async () => toPlace(await create(await makePostgresTemplate(databaseUrl))),
    close: async () => {
      for (const name of names) await administer(`drop database if exists ${name} with (force)`);
    },
  };
};

/** Earlier databases of the engine that `databaseUrl` says, which may be any database of a server; files are in `folder`. */
export const openEarlierDatabases = ({
  databaseUrl,
  folder,
}: {
  readonly databaseUrl: string | undefined;
  readonly folder: string;
}): EarlierDatabases => (databaseUrl === undefined ? openFolders(folder) : openOnServer(databaseUrl, folder));
