import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { migrateDatabase } from '../migrate-database.ts';
import { toPgliteDialect } from '../pglite/open-pglite.ts';
import { PgliteWorker } from '../pglite/pglite-worker.ts';
import { toDatabase } from '../to-database.ts';
import { hashSources } from './hash-sources.ts';

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
