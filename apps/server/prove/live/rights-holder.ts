import { setTimeout as delay } from 'node:timers/promises';

import { readMessages } from '../read-messages.ts';

/** Longest that anything is waited for. */
const waitMs = 15_000;
/** Between two calls. */
const callMs = 150;

/** Who uses rights until they end. */
export interface Holder {
  readonly headers: Readonly<Record<string, string>>;
  /** A run that goes on all the time. */
  readonly runId: string;
  /** Only what administrators may is taken away. */
  readonly isOnlyLess: boolean;
}

/** The end of a use, and what was wrong with it. */
interface UseEnd {
  readonly atMs: number;
  readonly fault?: string;
}

/** Something that rights are used for. */
export interface Use {
  readonly use: string;
  /** Resolves when it is refused. */
  readonly ended: Promise<UseEnd>;
  readonly leave: () => void;
}

const orLate = (ended: Promise<UseEnd>): Promise<UseEnd> =>
  Promise.race([
    ended,
    delay(waitMs, undefined, { ref: false }).then(() => ({ atMs: performance.now(), fault: 'it never ended' })),
  ]);

const toBreak = (error: unknown): UseEnd => ({ atMs: performance.now(), fault: `it broke off: ${String(error)}` });

const openStream = async (address: string, use: string, headers: Holder['headers']): Promise<Use> => {
  const leaving = new AbortController();
  const { ok, status, body } = await fetch(address, { headers, signal: leaving.signal });
  if (!ok || !body) throw new Error(`${use} answered ${status}`);
  const opened = Promise.withResolvers<void>();
  const read = async (): Promise<UseEnd> => {
    let last = '';
    for await (const { data } of readMessages(body)) {
      opened.resolve();
      if (data !== '') last = data;
    }
    const atMs = performance.now();
    return last.includes('"appCode":"auth.required"')
      ? { atMs }
      : { atMs, fault: `it ended with ${last.slice(0, 200)}` };
  };
  const ended = read().catch(toBreak);
  await Promise.race([opened.promise, ended]);
  return { use, ended: orLate(ended), leave: () => leaving.abort() };
};

const openFeed = async (url: string, headers: Holder['headers']): Promise<Use> => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/ws/activity`, { headers: { ...headers } });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('the feed did not open')));
  });
  const ended = new Promise<UseEnd>((resolve) => {
    socket.addEventListener('close', ({ code }) => {
      const atMs = performance.now();
      resolve(code === 1008 ? { atMs } : { atMs, fault: `it was closed with ${code}` });
    });
  });
  return { use: 'WS /ws/activity', ended: orLate(ended), leave: () => socket.close() };
};

/** Calls again and again until it is refused: with 401, or what only administrators may with 403. */
const callOften = async (url: string, { headers, isOnlyLess }: Holder): Promise<Use> => {
  const procedure = isOnlyLess ? 'apiKeys.list' : 'runs.list';
  const refusal = isOnlyLess ? 403 : 401;
  const call = async (): Promise<number> => (await fetch(`${url}/trpc/${procedure}?input=%7B%7D`, { headers })).status;
  const first = await call();
  if (first !== 200) throw new Error(`${procedure} answered ${first} before anything was withdrawn`);
  let hasLeft = false;
  const callOn = async (): Promise<UseEnd> => {
    for (;;) {
      const status = await call();
      const atMs = performance.now();
      if (status === refusal || hasLeft) return { atMs };
      // a server that is busy says nothing of rights
      if (status !== 200 && status !== 503) return { atMs, fault: `it answered ${status}` };
      await delay(callMs);
    }
  };
  const leave = (): void => void (hasLeft = true);
  return { use: procedure, ended: orLate(callOn().catch(toBreak)), leave };
};

/** Uses the rights in every way that lasts; streams of who may still read are left out. */
export const watchRights = async (url: string, holder: Holder): Promise<Use[]> => {
  const { runId, isOnlyLess } = holder;
  // a page of the server that it asks
  const headers = { ...holder.headers, origin: url };
  const calls = await callOften(url, holder);
  if (isOnlyLess) return [calls];
  const address = (procedure: string, input: object): string =>
    `${url}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  return [
    calls,
    await openStream(address('live.watch', {}), 'live.watch', headers),
    await openStream(address('live.watch', { runs: [{ runId, afterSeq: 0 }] }), 'live.watch of a run', headers),
    await openStream(address('runs.watch', { runId, deltas: true }), 'runs.watch', headers),
    await openFeed(url, headers),
  ];
};
