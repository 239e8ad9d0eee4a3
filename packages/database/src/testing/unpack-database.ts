import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { readPgliteTemplate } from './read-pglite-template.ts';

const run = promisify(execFile);

/**
 * Puts the files of an embedded database with all migrations done into a data folder that has none: a server there starts in
 * a third of the time.
 */
export const unpackDatabase = async (dataDir: string): Promise<void> => {
  const folder = join(dataDir, 'postgres');
  if (existsSync(folder)) return;
  const { path } = await readPgliteTemplate();
  await mkdir(folder, { recursive: true });
  await run('tar', ['-xf', path, '-C', folder]);
};
