import { Worker } from 'node:worker_threads';

import type { WorkerReply, WorkerRequest, WorkerRows, WorkerStart } from './messages.ts';
import { PgliteError } from './pglite-error.ts';

type RequestOf<Request> = Request extends WorkerRequest ? Omit<Request, 'id'> : never;

interface Waiting {
  readonly resolve: (reply: WorkerReply) => void;
  readonly reject: (error: Error) => void;
}

export interface PgliteWorkerOptions extends WorkerStart {
  /** Told once when the worker ends without being asked to, or its database is beyond use. */
  readonly onFatal: (error: Error) => void;
}

/** The thread that runs PGlite: requests are answered one at a time, in the order they were sent. */
export class PgliteWorker {
  readonly thread: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onFatal: (error: Error) => void;
  #lastId = 0;
  #death: Error | undefined;
  #isClosing = false;

  private constructor(worker: Worker, onFatal: (error: Error) => void) {
    this.thread = worker;
    this.#onFatal = onFatal;
    worker.on('message', (reply: WorkerReply) => this.#receive(reply));
    worker.on('error', (error: unknown) => this.#die(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', (code) => this.#die(new Error(`The database's thread ended with exit code ${code}.`)));
  }

  /** Resolves when the database takes statements. */
  static async open({ folder, template, onFatal }: PgliteWorkerOptions): Promise<PgliteWorker> {
    const workerData: WorkerStart = { folder, template };
    // the parent's flags (a test runner's loaders) are not the worker's
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData, execArgv: [], name: 'pglite' });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    worker.once('message', (reply: WorkerReply) => {
      if (reply.type === 'not-ready') reject(new PgliteError(reply.failure));
      else resolve();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The database's thread ended with exit code ${code}.`)));
    try {
      await promise;
    } catch (error) {
      await worker.terminate();
      throw error;
    }
    return new PgliteWorker(worker, onFatal);
  }

  get isDead(): boolean {
    return this.#death !== undefined;
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<WorkerRows> {
    const reply = await this.#send({ type: 'query', sql, parameters });
    if (reply.type !== 'rows') throw new Error(`The database's thread answered a query with "${reply.type}".`);
    return reply.result;
  }

  /** Several statements in one text; when one fails, a transaction that the text opened is rolled back. */
  async exec(sql: string): Promise<void> {
    await this.#send({ type: 'exec', sql });
  }

  /** A tar archive of the data folder. */
  async dump(): Promise<ArrayBuffer> {
    const reply = await this.#send({ type: 'dump' });
    if (reply.type !== 'archive') throw new Error(`The database's thread answered a dump with "${reply.type}".`);
    return reply.archive;
  }

  /** Copies the folder `source` to `target` between two requests: a crash image when `source` is the database's. */
  async copy(source: string, target: string): Promise<void> {
    await this.#send({ type: 'copy', source, target });
  }

  /** Closes the database after the requests sent before, and ends the thread. */
  async close(): Promise<void> {
    if (this.#death === undefined) await this.#send({ type: 'close' });
    await this.terminate();
  }

  /** Ends the thread at once: what waits is rejected. */
  async terminate(): Promise<void> {
    this.#isClosing = true;
    await this.thread.terminate();
  }

  #send(request: RequestOf<WorkerRequest>): Promise<WorkerReply> {
    if (this.#death !== undefined) return Promise.reject(this.#death);
    const id = (this.#lastId += 1);
    const { promise, resolve, reject } = Promise.withResolvers<WorkerReply>();
    this.#waiting.set(id, { resolve, reject });
    try {
      this.thread.postMessage({ ...request, id });
    } catch (error) {
      // a parameter that can't cross threads, such as a function
      this.#waiting.delete(id);
      reject(error instanceof Error ? error : new Error(String(error)));
    }
    return promise;
  }

  #receive(reply: WorkerReply): void {
    if (reply.type === 'ready' || reply.type === 'not-ready') return;
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.type !== 'failure') {
      waiting?.resolve(reply);
      return;
    }
    const error = new PgliteError(reply.failure);
    waiting?.reject(error);
    if (reply.failure.isFatal) this.#die(error);
  }

  #die(cause: Error): void {
    if (this.#death !== undefined) return;
    // class 08, connection exception: translated to `database.unavailable`
    const death = new PgliteError({
      message: `The embedded database has ended: ${cause.message}`,
      fields: { code: '08006' },
    });
    death.cause = cause;
    this.#death = death;
    for (const { reject } of this.#waiting.values()) reject(death);
    this.#waiting.clear();
    if (!this.#isClosing) this.#onFatal(death);
  }
}
