import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import type { z } from 'zod';

import { type ViewerAnswer, ViewerOrder } from './live-messages.ts';

/** Thousands of viewers as raw sockets: what comes is counted, and its age told by the time that the id of a run has. */
const sockets: Socket[] = [];
/** Deliveries by age in ms. */
let ages = new Uint32Array(60_000);
let closed = 0;

const marker = Buffer.from('"runIds":["');

const take = (bytes: Buffer): void => {
  const nowMs = Date.now();
  for (let at = bytes.indexOf(marker); at >= 0; at = bytes.indexOf(marker, at + 1)) {
    const id = bytes.toString('latin1', at + marker.length, at + marker.length + 13);
    const ageMs = nowMs - Number.parseInt(id.slice(0, 8) + id.slice(9), 16);
    ages[Math.max(0, Math.min(ageMs, ages.length - 1))] =
      (ages[Math.max(0, Math.min(ageMs, ages.length - 1))] ?? 0) + 1;
  }
};

const openOne = async (url: URL, path: string, key: string): Promise<void> => {
  const socket = connect(Number(url.port), url.hostname);
  sockets.push(socket);
  socket.on('error', () => undefined).on('close', () => (closed += 1));
  await once(socket, 'connect');
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: ${url.host}\r\naccept: text/event-stream\r\nauthorization: Bearer ${key}\r\n\r\n`,
  );
  const head = String((await once(socket, 'data')).at(0));
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`a viewer was answered ${head.slice(0, 300)}`);
  socket.on('data', take);
};

const tell = (answer: z.infer<typeof ViewerAnswer>): void => void process.send?.(answer);

const report = (): void => {
  const deliveries = ages.reduce((sum, count) => sum + count, 0);
  const toPercentile = (share: number): number => {
    let left = deliveries * share;
    return ages.findIndex((count) => (left -= count) < 0);
  };
  const maxMs = ages.findLastIndex((count) => count > 0);
  tell({ type: 'figures', deliveries, p50Ms: toPercentile(0.5), p99Ms: toPercentile(0.99), maxMs, closed });
};

const open = async ({ url, path, keys, count }: Extract<ViewerOrder, { type: 'open' }>): Promise<void> => {
  const waiting = Array.from({ length: count }, (_, index) => keys[index % keys.length] ?? '').values();
  const lane = async (): Promise<void> => {
    for (const key of waiting) await openOne(new URL(url), path, key);
  };
  await Promise.all(Array.from({ length: 50 }, lane));
  tell({ type: 'opened' });
};

process.on('message', (message) => {
  const order = ViewerOrder.parse(message);
  if (order.type === 'open') void open(order);
  else if (order.type === 'report') report();
  else ages = new Uint32Array(ages.length);
});
