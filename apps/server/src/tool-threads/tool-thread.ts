import { Worker } from 'node:worker_threads';

import type { JsonValue } from '@signalbox/contracts';
import { type ToolContext, ToolError } from '@signalbox/tool-sdk';

import type { FromThread, SentFault, ThreadStart, ToThread } from './messages.ts';
import { toSentResponse } from './sent-fetch.ts';

/** Memory of a tool file's own: far more than tools need, far less than would harm the server. */
const maxHeapMb = 512;
/** A thread that does not hear of an abort within this time is stuck, and ended with all its calls. */
const stuckMs = 2000;
/** Time without a call after which the thread ends. */
const idleMs = 60_000;

type CallMessage = Extract<ToThread, { type: 'call' }>;

interface OpenCall {
  /** None while the file loads. */
  readonly context?: ToolContext;
  readonly done: PromiseWithResolvers<JsonValue>;
  stuckTimer?: NodeJS.Timeout;
}

const toError = ({ name, message }: SentFault): Error => Object.assign(new Error(message), { name });

const toEndSentence = (error: unknown): string =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? `it needed more than ${maxHeapMb} MB of memory, and was ended`
    : `its thread ended: ${error instanceof Error ? error.message : String(error)}`;

/** The thread that runs the tools of one file: what they use up or hold up is their own. */
export class ToolThread {
  readonly #start: ThreadStart;
  readonly #calls = new Map<number, OpenCall>();
  readonly #wishes = new Map<number, AbortController>();
  #worker: Worker | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(start: ThreadStart) {
    this.#start = start;
  }

  /** Loads the file there. Rejects with the reason when it can't be used, or when the signal ends the thread. */
  async load(signal: AbortSignal): Promise<void> {
    const onAbort = (): void => void this.close();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await this.#send((id) => ({ type: 'load', id }), {});
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Runs a call to its end there. Rejects as the tool does, and when the thread ends before. */
  call(call: Pick<CallMessage, 'tool' | 'kind' | 'arguments'>, context: ToolContext): Promise<JsonValue> {
    const { workspaceId, runId, callId, idempotencyKey, folder } = context;
    const sent = { workspaceId, runId, callId, idempotencyKey, folder };
    return this.#send((id) => ({ type: 'call', id, ...call, context: sent }), { context });
  }

  /** Ends the thread; calls that are under way are rejected. The next call starts another. */
  async close(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const worker = this.#worker;
    this.#end('it was ended');
    await worker?.terminate();
  }

  async #send(toMessage: (id: number) => ToThread, { context }: Pick<OpenCall, 'context'>): Promise<JsonValue> {
    const id = (this.#lastId += 1);
    const open: OpenCall = { ...(context && { context }), done: Promise.withResolvers() };
    this.#calls.set(id, open);
    clearTimeout(this.#idleTimer);
    const onAbort = (): void => this.#abort(id, open);
    context?.signal.addEventListener('abort', onAbort, { once: true });
    try {
      this.#post(toMessage(id));
      return await open.done.promise;
    } finally {
      context?.signal.removeEventListener('abort', onAbort);
      clearTimeout(open.stuckTimer);
      this.#calls.delete(id);
      if (this.#calls.size === 0) this.#idleTimer = setTimeout(() => void this.close(), idleMs).unref();
    }
  }

  #post(message: ToThread): void {
    this.#worker ??= this.#open();
    this.#worker.postMessage(message);
  }

  #open(): Worker {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: this.#start,
      // the parent's flags (a test runner's loaders) are not the thread's
      execArgv: [],
      name: 'tool',
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    worker.on('message', (message: FromThread) => this.#receive(message));
    worker.on('error', (error: unknown) => this.#endOf(worker, toEndSentence(error)));
    worker.on('exit', (code) => this.#endOf(worker, `its thread ended with exit code ${code}`));
    worker.unref();
    return worker;
  }

  #endOf(worker: Worker, reason: string): void {
    if (this.#worker === worker) this.#end(reason);
  }

  #end(reason: string): void {
    this.#worker = undefined;
    for (const { done } of this.#calls.values()) done.reject(new Error(reason));
    for (const wish of this.#wishes.values()) wish.abort(new Error(reason));
    this.#wishes.clear();
  }

  #abort(id: number, open: OpenCall): void {
    const reason: unknown = open.context?.signal.reason;
    this.#post({ type: 'abort', id, reason: reason instanceof Error ? reason.message : String(reason) });
    const worker = this.#worker;
    open.stuckTimer = setTimeout(() => {
      if (worker) this.#endOf(worker, 'a call of its file held the thread up, and was ended with it');
      void worker?.terminate();
    }, stuckMs);
  }

  #receive(message: FromThread): void {
    if (message.type === 'given-up') return this.#wishes.get(message.wish)?.abort();
    const open = this.#calls.get(message.id);
    if (!open) return;
    switch (message.type) {
      case 'done':
        return open.done.resolve(message.value);
      case 'failed':
        return open.done.reject(message.isToolError ? new ToolError(message.fault.message) : toError(message.fault));
      case 'log':
        return open.context?.log(message.message);
      case 'progress':
        return open.context?.progress(...message.said);
      case 'heard':
        return clearTimeout(open.stuckTimer);
      case 'wish':
        if (open.context) void this.#grant(open.context, message);
    }
  }

  async #grant(context: ToolContext, { wish, asked }: Extract<FromThread, { type: 'wish' }>): Promise<void> {
    const controller = new AbortController();
    this.#wishes.set(wish, controller);
    const worker = this.#worker;
    // the thread may be gone by then, or another
    const answer = (message: ToThread): void => {
      if (worker && this.#worker === worker) worker.postMessage(message);
    };
    try {
      if (asked.type === 'secret') {
        answer({ type: 'granted', wish, value: await context.secret(asked.name) });
      } else {
        const { url, headers, ...init } = asked.request;
        const pairs = headers.map(([name, value]): [string, string] => [name, value]);
        const response = await context.fetch(url, { ...init, headers: pairs, signal: controller.signal });
        answer({ type: 'granted', wish, value: await toSentResponse(response) });
      }
    } catch (error) {
      const fault = error instanceof Error ? error : new Error(String(error));
      answer({ type: 'refused', wish, fault: { name: fault.name, message: fault.message } });
    } finally {
      this.#wishes.delete(wish);
    }
  }
}
