import { parentPort, workerData } from 'node:worker_threads';

import { maxProgressLength } from '@signalbox/contracts';
import { FramePacer } from '@signalbox/engine/frame-pacer';
import { loadToolFile, type Tool, type ToolContext, ToolError } from '@signalbox/tool-sdk';

import { resolveToolImports } from '../resolve-tool-imports.ts';
import type { FromThread, Said, SentFault, ThreadStart, ToThread, Wish } from './messages.ts';
import { toResponse, toSentRequest } from './sent-fetch.ts';

if (parentPort === null) throw new Error('This file is the thread of tool-thread.ts.');
const port = parentPort;
const send = (message: FromThread): void => port.postMessage(message);

const toFault = (error: unknown): SentFault =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) };

const isStart = (value: unknown): value is ThreadStart =>
  typeof value === 'object' && value !== null && 'fileUrl' in value && 'toolsDir' in value;

type Call = Extract<ToThread, { type: 'call' }>;
type Granted = Extract<ToThread, { type: 'granted' }>['value'];

let lastWish = 0;
const wishes = new Map<number, PromiseWithResolvers<Granted>>();

const ask = (id: number, asked: Wish, signal?: AbortSignal | null): Promise<Granted> => {
  const wish = (lastWish += 1);
  const granted = Promise.withResolvers<Granted>();
  wishes.set(wish, granted);
  const onAbort = (): void => {
    wishes.delete(wish);
    send({ type: 'given-up', wish });
    granted.reject(signal?.reason);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  send({ type: 'wish', id, wish, asked });
  return granted.promise.finally(() => signal?.removeEventListener('abort', onAbort));
};

const running = new Map<number, AbortController>();

/** What calls said of how far they are, and is not sent yet: a loop that says it at every turn must not flood the server. */
const waiting = new Map<number, Said>();
const pacer = new FramePacer<number>((id) => {
  const said = waiting.get(id);
  if (!said) return false;
  waiting.delete(id);
  send({ type: 'progress', id, said });
  return true;
});

const toContext = ({ id, context }: Call, signal: AbortSignal): ToolContext => ({
  ...context,
  signal,
  log: (message) => send({ type: 'log', id, message }),
  // written in JavaScript, a tool may say anything
  progress: (message: unknown, fraction: unknown = NaN) => {
    if (!running.has(id)) return;
    waiting.set(id, [String(message).slice(0, maxProgressLength), Number(fraction)]);
    pacer.add(id);
  },
  secret: async (name) => {
    const value = await ask(id, { type: 'secret', name });
    return typeof value === 'string' ? value : null;
  },
  fetch: async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const value = await ask(id, { type: 'fetch', request: await toSentRequest(request) }, request.signal);
    if (value === null || typeof value === 'string') throw new Error('The answer got lost between threads.');
    return toResponse(value);
  },
});

const run = async (tools: readonly Tool[], call: Call): Promise<void> => {
  const { id, tool: name, kind } = call;
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const parsed = tools.find((tool) => tool.name === name)?.parse(call.arguments);
    if (!parsed) throw new Error(`the file has no tool ${name} any more`);
    if (!parsed.ok) throw new ToolError(parsed.message);
    send({ type: 'done', id, value: await parsed[kind](toContext(call, controller.signal)) });
  } catch (error) {
    send({ type: 'failed', id, isToolError: error instanceof ToolError, fault: toFault(error) });
  } finally {
    running.delete(id);
    waiting.delete(id);
  }
};

const start: unknown = workerData;
if (!isStart(start)) throw new Error('The thread was started without its file.');
resolveToolImports(start.toolsDir);
const loading = loadToolFile(start.fileUrl);

const serve = (id: number, work: (tools: readonly Tool[]) => Promise<void>): void => {
  const fail = (error: unknown): void => send({ type: 'failed', id, isToolError: false, fault: toFault(error) });
  loading.then(work).catch(fail);
};

port.on('message', (message: ToThread) => {
  switch (message.type) {
    case 'load':
      return serve(message.id, async () => send({ type: 'done', id: message.id, value: null }));
    case 'call':
      return serve(message.id, (tools) => run(tools, message));
    case 'abort':
      send({ type: 'heard', id: message.id });
      return running.get(message.id)?.abort(new Error(message.reason));
    case 'granted':
      wishes.get(message.wish)?.resolve(message.value);
      wishes.delete(message.wish);
      return;
    case 'refused': {
      const { name, message: text } = message.fault;
      wishes.get(message.wish)?.reject(Object.assign(new Error(text), { name }));
      wishes.delete(message.wish);
    }
  }
});
