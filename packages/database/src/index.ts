export type { Database } from './database.ts';
export { DatabaseStartError } from './database-start-error.ts';
export { openDatabase, type OpenDatabaseOptions } from './open-database.ts';
export type * from './tables.ts';
