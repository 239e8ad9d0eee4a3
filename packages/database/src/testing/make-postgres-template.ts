import { openDatabase } from '../open-database.ts';
import { hashSources } from './hash-sources.ts';
import { withPostgres } from './with-postgres.ts';

const migrate = async (url: string): Promise<void> => {
  const nothing = (): void => undefined;
  const database = await openDatabase({ databaseUrl: url, dataDir: '', log: nothing, onFatal: nothing });
  await database.close();
};

/** The name of a database on the test server with all migrations done, made by the first test that asks: others are copies of it. */
export const makePostgresTemplate = (serverUrl: string): Promise<string> =>
  withPostgres(serverUrl, async (client) => {
    const name = `test_template_${await hashSources()}`;
    const unfinished = `${name}_new`;
    // several test processes may want it at once: the others wait
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 1) return name;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished}`);
    const url = new URL(serverUrl);
    url.pathname = `/${unfinished}`;
    await migrate(url.href);
    // nobody may be in a database that is copied
    await client.query(`alter database ${unfinished} with allow_connections false`);
    await client.query(`alter database ${unfinished} rename to ${name}`);
    return name;
  });
