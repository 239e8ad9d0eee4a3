import type { SystemDatabase } from '@signalbox/contracts';

/** Which database it is, with its version. */
export const toEngineWords = ({ engine, version }: Pick<SystemDatabase, 'engine' | 'version'>): string =>
  engine === 'pglite' ? `PGlite, PostgreSQL ${version}` : `PostgreSQL ${version}`;
