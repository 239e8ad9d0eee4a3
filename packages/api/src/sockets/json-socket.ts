import { AppError } from '@signalbox/contracts';

import { maxBufferedBytes } from '../live/max-buffered-bytes.ts';
import type { RestCall } from '../rest/rest-app.ts';
import { findAppError, toAppError } from '../to-app-error.ts';

/** What is used of a WebSocket of the package `ws`. */
export interface RawSocket {
  on(event: 'message', listener: (bytes: Buffer) => void): unknown;
  on(event: 'close' | 'pong', listener: () => void): unknown;
  send(text: string | Buffer, options: { readonly binary: false }, done: (error?: Error | null) => void): void;
  readonly bufferedAmount: number;
  ping(): void;
  close(code: number, reason: string): void;
  terminate(): void;
  pause(): void;
  resume(): void;
}

/** A socket that says nothing for so long and has nothing under way is closed; one that does not answer a ping is cut. */
export interface SocketTimes {
  readonly idleMs: number;
  readonly pingMs: number;
}

export const socketTimes: SocketTimes = { idleMs: 600_000, pingMs: 25_000 };

/** Time that the other side gets to agree to the end. */
const closeMs = 1000;

/** Codes with which a socket is closed. */
export const closeCodes = { done: 1000, stopping: 1001, refused: 1008 } as const;

/** A WebSocket as protocols use it: one JSON message after the other, each way. */
export interface JsonSocket {
  /** Aborts when the socket is closed, the server stops, or who opened it may not read runs any more. */
  readonly gone: AbortSignal;
  /** Resolves when the network has taken the message: who awaits it goes at the reader's pace. */
  send(message: object): Promise<void>;
  /** Sends JSON that many sockets get, at once; one that has not taken 256 kB of it is cut. */
  push(json: Buffer): void;
  /** While it works, the socket is not idle. */
  work(task: () => Promise<void>): Promise<void>;
  close(code: number, reason: string): void;
}

/** What a protocol does with a socket. */
export interface SocketProtocol {
  /** Called for one message at a time: until it settles, nothing else is read, not even a pong. */
  onMessage(text: Buffer): Promise<void>;
  /** A failure as the protocol tells it. */
  toErrorMessage(error: AppError): object;
}

const openSocket = (raw: RawSocket, call: RestCall) => {
  const closed = new AbortController();
  const ended = new AbortController();
  const { openStreams, stopping } = call.services;
  const leave = openStreams.open(call, (reason) => ended.abort(reason));
  raw.on('close', () => {
    leave();
    closed.abort();
  });
  const gone = AbortSignal.any([closed.signal, ended.signal, stopping]);
  const send = async (message: object): Promise<void> => {
    if (closed.signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    // a send that fails is followed by the socket's close
    raw.send(JSON.stringify(message), { binary: false }, () => resolve());
    await promise;
  };
  const push = (json: Buffer): void => {
    // a send that fails is followed by the socket's close
    raw.send(json, { binary: false }, () => undefined);
    if (raw.bufferedAmount > maxBufferedBytes) raw.terminate();
  };
  const isRefused = (): boolean => ended.signal.reason === 'rights-ended';
  return { closed: closed.signal, isRefused, gone, send, push };
};

/** Pings, and closes what is idle; stops with the signal. Answers with what to call when something happens. */
const keepAlive = (
  raw: RawSocket,
  {
    times,
    isBusy,
    closed,
  }: { readonly times: SocketTimes; readonly isBusy: () => boolean; readonly closed: AbortSignal },
): (() => void) => {
  let isAlive = true;
  let idle: NodeJS.Timeout | undefined;
  const touch = (): void => {
    clearTimeout(idle);
    if (closed.aborted) return;
    idle = setTimeout(
      () => (isBusy() ? touch() : raw.close(closeCodes.done, 'Nothing was said for long.')),
      times.idleMs,
    );
  };
  raw.on('pong', () => void (isAlive = true));
  const ping = setInterval(() => {
    if (!isAlive) return raw.terminate();
    isAlive = false;
    raw.ping();
  }, times.pingMs);
  closed.addEventListener('abort', () => {
    clearInterval(ping);
    clearTimeout(idle);
  });
  touch();
  return touch;
};

/**
 * Speaks a protocol over a socket, until either side closes it. A message that fails is answered with its error, and the
 * next one read.
 */
export const serveSocket = (
  raw: RawSocket,
  { call, times }: { readonly call: RestCall; readonly times: SocketTimes },
  open: (socket: JsonSocket) => SocketProtocol,
): void => {
  const { closed, isRefused, gone, send, push } = openSocket(raw, call);
  let tasks = 0;
  const touch = keepAlive(raw, { times, closed, isBusy: () => tasks > 0 });
  const work = async (task: () => Promise<void>): Promise<void> => {
    tasks += 1;
    try {
      await task();
    } catch (error) {
      const { requestId, services } = call;
      if (!findAppError(error)) services.logError('a socket failed', { requestId, cause: error });
      await send(protocol.toErrorMessage(toAppError(error, requestId)));
    } finally {
      tasks -= 1;
      touch();
    }
  };
  const protocol = open({ gone, send, push, work, close: (code, reason) => raw.close(code, reason) });
  let inOrder = Promise.resolve();
  raw.on('message', (bytes) => {
    raw.pause();
    inOrder = inOrder.then(() => work(() => protocol.onMessage(bytes))).then(() => raw.resume());
  });
  const leave = async (): Promise<void> => {
    if (!isRefused()) return raw.close(closeCodes.stopping, 'The server stops.');
    const ended = new AppError('auth.required', 'The right to read runs has ended.');
    await send(protocol.toErrorMessage(ended));
    raw.close(closeCodes.refused, ended.message);
  };
  gone.addEventListener('abort', () => {
    if (closed.aborted) return;
    const late = setTimeout(() => raw.terminate(), closeMs);
    closed.addEventListener('abort', () => clearTimeout(late));
    void leave();
  });
};
