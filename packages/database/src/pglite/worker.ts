import { constants, cpSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

import { PGlite, types } from '@electric-sql/pglite';

import { PreparedStatements } from '../prepared-statements.ts';
import type { WorkerFailure, WorkerReply, WorkerRequest, WorkerStart } from './messages.ts';
import { type PreparedTypes, runPrepared } from './run-prepared.ts';
import { WriteGuard } from './write-guard.ts';

if (parentPort === null) throw new Error('This file is the worker of open-pglite.ts.');
const port = parentPort;

const errorFields = ['code', 'detail', 'hint', 'schema', 'table', 'column', 'constraint', 'position'] as const;

const toFailure = (error: unknown): WorkerFailure => {
  const fields: Record<string, string> = {};
  if (typeof error === 'object' && error !== null) {
    const known: Partial<Record<(typeof errorFields)[number], unknown>> = error;
    for (const field of errorFields) {
      const value = known[field];
      if (typeof value === 'string') fields[field] = value;
    }
  }
  const message = error instanceof Error ? error.message : String(error);
  const isFatal =
    fields['code'] === undefined &&
    ((error instanceof Error && error.name === 'RuntimeError') || message.includes('Aborted('));
  return { message, fields, isFatal };
};

/** Small for one user's machine: a workspace of a million rows still answers from the file system's cache. */
const settings = ['shared_buffers=16MB', 'wal_buffers=1MB', 'max_connections=5', 'temp_buffers=1MB', 'work_mem=4MB'];

const open = ({ folder, template }: WorkerStart): Promise<PGlite> =>
  PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    ...(template === undefined ? {} : { loadDataDir: new Blob([template]) }),
    startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])],
    parsers: { [types.INT8]: Number, [types.DATE]: (text: string) => text },
  });

const statements = new PreparedStatements();
const prepared: PreparedTypes = new Map();

const writeGuard = new WriteGuard();

const answer = async (database: PGlite, request: WorkerRequest): Promise<WorkerReply> => {
  const { id } = request;
  switch (request.type) {
    case 'query': {
      const { sql, parameters } = request;
      await writeGuard.check(database);
      const name = statements.nameOf(sql);
      const result =
        name === undefined
          ? await database.query<unknown[]>(sql, [...parameters], { rowMode: 'array' })
          : await runPrepared(database, prepared, { name, sql, parameters });
      const fields = result.fields.map((field) => field.name);
      const { command, affectedRows } = result;
      writeGuard.note(command);
      return { type: 'rows', id, result: { fields, rows: result.rows, command, affectedRows } };
    }
    case 'exec':
      try {
        await database.exec(request.sql);
      } catch (error) {
        // the text may have opened a transaction: left open and aborted, it would fail the next caller's statement
        await database.exec('rollback');
        throw error;
      }
      return { type: 'done', id };
    case 'dump': {
      const archive = await database.dumpDataDir('none');
      return { type: 'archive', id, archive: await archive.arrayBuffer() };
    }
    case 'copy':
      // nothing is written meanwhile; as one call it takes an eighth of the time of an asynchronous copy
      cpSync(request.source, request.target, { recursive: true, mode: constants.COPYFILE_FICLONE });
      return { type: 'done', id };
    case 'close':
      await database.close();
      return { type: 'done', id };
    default:
      throw new Error(`Unknown request ${JSON.stringify(request satisfies never)}`);
  }
};

const isStart = (value: unknown): value is WorkerStart =>
  typeof value === 'object' && value !== null && 'folder' in value && 'template' in value;

try {
  const start: unknown = workerData;
  if (!isStart(start)) throw new Error('The worker was started without its folder.');
  const database = await open(start);
  writeGuard.folder = start.folder;
  let turn: Promise<void> = Promise.resolve();
  port.on('message', (request: WorkerRequest) => {
    turn = turn.then(async () => {
      const reply = await answer(database, request).catch((error: unknown): WorkerReply => ({
        type: 'failure',
        id: request.id,
        failure: writeGuard.explain(toFailure(error)),
      }));
      port.postMessage(reply);
    });
  });
  port.postMessage({ type: 'ready' } satisfies WorkerReply);
} catch (error) {
  port.postMessage({ type: 'not-ready', failure: toFailure(error) } satisfies WorkerReply);
}
