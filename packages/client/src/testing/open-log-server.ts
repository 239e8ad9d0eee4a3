import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';

import {
  Id,
  newId,
  type RunDelta,
  RunEvent,
  type RunEventDraft,
  type StartedRun,
  WatchRunInput,
} from '@signalbox/contracts';
import { initTRPC, tracked, TRPCError } from '@trpc/server';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

const t = initTRPC.create({
  errorFormatter: ({ shape }) => ({
    ...shape,
    data: { ...shape.data, appCode: 'run.not-found', requestId: 'r1', issues: [] },
  }),
});

const refuse = (): never => {
  throw new TRPCError({ code: 'NOT_FOUND', message: 'There is no such run.' });
};

/** One run: its log, and the text that streams. */
class Log {
  readonly id = newId();
  readonly events: RunEvent[] = [];
  readonly deltas: RunDelta[] = [];
  /** Keys that starts came under. */
  readonly keys: string[] = [];
  #changed = Promise.withResolvers<void>();

  append(draft: RunEventDraft): void {
    const { length } = this.events;
    this.events.push(RunEvent.parse({ ...draft, seq: length + 1, epoch: 1, at: new Date(0).toISOString() }));
    this.#tell();
  }

  write(delta: RunDelta): void {
    this.deltas.push(delta);
    this.#tell();
  }

  /** As the server streams it: the log after a seq, all text so far, then what comes. */
  async *watch({ runId, deltas, lastEventId }: WatchRunInput, isCut: Promise<unknown>, signal?: AbortSignal) {
    if (runId !== this.id) refuse();
    let seq = Number(lastEventId ?? 0);
    if (this.events[seq - 1]?.type === 'run-end') return;
    for (let written = 0; ;) {
      if (signal?.aborted) return;
      const { promise: news } = this.#changed;
      for (const event of this.events.slice(seq)) {
        seq = event.seq;
        yield tracked(String(seq), event);
        if (event.type === 'run-end') return;
      }
      if (deltas) yield* this.deltas.slice(written);
      written = this.deltas.length;
      if (this.events.length === seq) await Promise.race([news, isCut]);
    }
  }

  #tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

const createRouter = (log: Log) =>
  t.router({
    runs: t.router({
      start: t.procedure
        .input(z.object({ message: z.string(), idempotencyKey: z.string() }))
        .mutation(({ input }): StartedRun => {
          const by = { kind: 'local', id: 'cli', name: 'cli' } as const;
          const isNew = !log.keys.includes(input.idempotencyKey);
          log.keys.push(input.idempotencyKey);
          if (isNew) log.append({ type: 'user-request', payload: { text: input.message, by } });
          return { runId: log.id, conversationId: log.id };
        }),
      get: t.procedure
        .input(z.object({ runId: Id }))
        .query(({ input }) => (input.runId === log.id ? { events: log.events } : refuse())),
      watch: t.procedure.input(WatchRunInput).subscription(async function* ({ input, signal }) {
        const isCut = new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
        yield* log.watch(input, isCut, signal);
      }),
    }),
  });

/** A server on loopback with one run whose log grows as the test wants, that can be cut, stopped and started again. */
export const openLogServer = async () => {
  const log = new Log();
  const handle = createHTTPHandler({ router: createRouter(log), basePath: '/trpc/' });
  const requests: { url: string; authorization: string | undefined }[] = [];
  /** Statuses that the next requests are answered with, in place of an answer. */
  const statuses: number[] = [];
  const sockets = new Set<Socket>();
  const listen = async (port: number): Promise<Server> => {
    const server = createServer((request, response) => {
      requests.push({ url: request.url ?? '', authorization: request.headers.authorization });
      const status = statuses.shift();
      if (status === undefined) handle(request, response);
      else response.writeHead(status).end();
    });
    server.on('connection', (socket) => sockets.add(socket));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    const isClosed = once(server, 'close');
    server.close();
    cut();
    await isClosed;
  };
  const start = async (): Promise<void> => void (server = await listen(port));
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${port}`, log, requests, statuses, cut, start, stop };
};
