import { CamelCasePlugin, DefaultQueryExecutor, Kysely, type Dialect, type KyselyPlugin, sql } from 'kysely';

import { CheckedDriver } from './checked-driver.ts';
import type { Database } from './database.ts';
import { GuardedConnectionProvider } from './guarded-connection-provider.ts';
import { CompareNullPlugin } from './plugins/compare-null.ts';
import { RequireWorkspacePlugin } from './plugins/require-workspace.ts';
import type { AuthTables, Tables } from './tables.ts';

const appPlugins = (): KyselyPlugin[] => [
  new RequireWorkspacePlugin(),
  new CompareNullPlugin(),
  new CamelCasePlugin({ maintainNestedObjectKeys: true }),
];

/** A disk that was full so lately is not taken for one with room. */
const diskFullMs = 5000;

/** The two Kysely instances over one dialect; they share its connections and its guard. */
export const toDatabase = async (engine: Database['engine'], dialect: Dialect): Promise<Database> => {
  const driver = new CheckedDriver(dialect.createDriver());
  await driver.init();
  const connections = new GuardedConnectionProvider(driver);
  const open = <Schema>(plugins: KyselyPlugin[]): Kysely<Schema> => {
    const executor = new DefaultQueryExecutor(
      dialect.createQueryCompiler(),
      dialect.createAdapter(),
      connections,
      plugins,
    );
    return new Kysely<Schema>({ config: { dialect, plugins }, driver, dialect, executor });
  };
  const authDb = open<AuthTables>([]);
  let closing: Promise<void> | undefined;
  return {
    engine,
    db: open<Tables>(appPlugins()),
    authDb,
    ping: async () => {
      await sql`select 1`.execute(authDb);
    },
    isDiskFull: () => performance.now() - driver.diskFullAtMs < diskFullMs,
    close: () => (closing ??= driver.destroy()),
  };
};
