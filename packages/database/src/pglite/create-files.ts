import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Makes the files of an empty database. In a process of its own, since it leaves hundreds of megabytes behind that
 * a thread would not give back; under another name, since a folder left half made would look like a database, and
 * a new one each time, since the process of a killed start may still be writing to the last.
 */
export const createFiles = async (folder: string): Promise<void> => {
  const parent = dirname(folder);
  const prefix = `${basename(folder)}.new-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });
  }
  const unfinished = join(parent, `${prefix}${randomUUID()}`);
  const program = fileURLToPath(new URL('./create-files-process.ts', import.meta.url));
  // code that runs once is not worth optimising: a quarter of the time
  await run(execPath, ['--liftoff-only', program, unfinished]);
  await rename(unfinished, folder);
};
