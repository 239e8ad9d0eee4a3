import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { migrateDatabase, migrationFolder } from '../migrate-database.ts';
import { toPgliteDialect } from '../pglite/open-pglite.ts';
import { PgliteWorker } from '../pglite/pglite-worker.ts';
import { toDatabase } from '../to-database.ts';

/** Names the template: other migrations or another PGlite (whose path holds its version) make another one. */
const hashSources = async (): Promise<string> => {
  const hash = createHash('sha256').update(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  for (const file of (await readdir(migrationFolder)).toSorted()) {
    hash.update(file).update(await readFile(new URL(file, migrationFolder)));
  }
  return hash.digest('hex').slice(0, 32);
};

const makeTemplate = async (): Promise<ArrayBuffer> => {
  const worker = await PgliteWorker.open({ folder: undefined, template: undefined, onFatal: () => undefined });
  const database = await toDatabase('pglite', toPgliteDialect(worker, 60_000));
  await migrateDatabase(database.authDb, () => undefined);
  const archive = await worker.dump();
  await database.close();
  return archive;
};

const toArrayBuffer = (bytes: Uint8Array): ArrayBuffer => {
  const buffer = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(buffer).set(bytes);
  return buffer;
};

interface PgliteTemplate {
  /** Where it is kept: a tar file of the database's files. */
  readonly path: string;
  readonly archive: ArrayBuffer;
}

/** A PGlite with all migrations done, made by the first test that asks and kept for the others. */
export const readPgliteTemplate = async (): Promise<PgliteTemplate> => {
  const folder = join(tmpdir(), 'signalbox-test-templates');
  const path = join(folder, `${await hashSources()}.tar`);
  try {
    return { path, archive: toArrayBuffer(await readFile(path)) };
  } catch {
    const archive = await makeTemplate();
    await mkdir(folder, { recursive: true });
    // several test processes may make it at once: each writes a file of its own, and the last rename wins
    const own = `${path}.${randomUUID()}`;
    await writeFile(own, new Uint8Array(archive));
    await rename(own, path);
    return { path, archive };
  }
};
