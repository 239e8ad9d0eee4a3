import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { migrationFolder } from '../migrate-database.ts';

/** Names a template: other migrations or another PGlite (whose path holds its version) make another one. */
export const hashSources = async (): Promise<string> => {
  const hash = createHash('sha256').update(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  for (const file of (await readdir(migrationFolder)).toSorted()) {
    hash.update(file).update(await readFile(new URL(file, migrationFolder)));
  }
  return hash.digest('hex').slice(0, 32);
};
