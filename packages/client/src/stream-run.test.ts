import { newId, type RunDelta, type RunEvent, type RunEventDraft } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { createSignalboxClient } from './create-signalbox-client.ts';
import { SignalboxError } from './signalbox-error.ts';
import { openLogServer } from './testing/open-log-server.ts';

const open = async () => {
  const server = await openLogServer();
  const { runs } = createSignalboxClient({ url: server.url, apiKey: 'secret-key' });
  return { server, runs, log: server.log };
};

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const by = { kind: 'local', id: 'cli', name: 'cli' } as const;
const request: RunEventDraft = { type: 'user-request', payload: { text: 'Hello', by } };
const resume: RunEventDraft = { type: 'run-resume', payload: { reason: 'crash', recoveries: 1 } };
const end: RunEventDraft = { type: 'run-end', payload: { status: 'completed' } };

test('gives what the log has, then what comes, and ends with run-end', async () => {
  const { log, runs } = await open();
  log.append(request);
  const seqs: number[] = [];
  for await (const event of runs.stream(log.id)) {
    seqs.push(event.seq);
    if (event.seq < 3) log.append(event.seq === 2 ? end : resume);
  }
  expect(seqs).toEqual([1, 2, 3]);
});

test('starts the run that it is given the input of, and tells its ids first', async () => {
  const { log, runs } = await open();
  const told: string[] = [];
  const stream = runs.stream({ message: 'Hello' }, { onStart: ({ runId }) => told.push(runId) });
  expect(log.events).toEqual([]);
  for await (const event of stream) {
    told.push(event.type);
    if (event.seq === 1) log.append(end);
  }
  expect(told).toEqual([log.id, 'user-request', 'run-end']);
});

test('loses and doubles nothing over twenty cuts, each in the middle of the stream', async () => {
  const { server, log, runs } = await open();
  for (let count = 0; count < 5; count += 1) log.append(resume);
  const seqs: number[] = [];
  for await (const event of runs.stream(log.id)) {
    seqs.push(event.seq);
    if (seqs.length < 100) log.append(resume);
    if (seqs.length % 5 === 0) server.cut();
    if (seqs.length === 100) log.append(end);
  }
  expect(seqs).toEqual(Array.from({ length: 105 }, (_, index) => index + 1));
  expect(server.requests.length).toBeGreaterThan(20);
}, 20_000);

test('gives each piece of the text once, though after a cut it is sent from its beginning', async () => {
  const { server, log, runs } = await open();
  const write = (offset: number, text: string): void =>
    log.write({ type: 'content-delta', attempt: 1, block: 0, offset, text });
  log.append(request);
  write(0, 'one ');
  const pieces: string[] = [];
  const take = (item: RunEvent | RunDelta): void => {
    if (item.type === 'content-delta') pieces.push(item.text);
  };
  for await (const item of runs.stream(log.id, { deltas: true })) {
    take(item);
    if (item.type !== 'content-delta') continue;
    if (pieces.length === 1) {
      server.cut();
      write(4, 'two ');
    } else if (pieces.length === 2) {
      log.deltas.splice(0, 2, { type: 'content-delta', attempt: 1, block: 0, offset: 0, text: 'one two three' });
      server.cut();
    } else log.append(end);
  }
  expect(pieces).toEqual(['one ', 'two ', 'three']);
});

test('comes back to a server that was away, answered 503, and says so', async () => {
  const { server, log, runs } = await open();
  log.append(request);
  const changes: boolean[] = [];
  const seqs: number[] = [];
  const onConnectionChange = (isConnected: boolean): number => changes.push(isConnected);
  for await (const event of runs.stream(log.id, { onConnectionChange })) {
    seqs.push(event.seq);
    if (event.seq > 1) continue;
    await server.stop();
    log.append(end);
    server.statuses.push(503);
    setTimeout(() => void server.start(), 300);
  }
  expect(seqs).toEqual([1, 2]);
  expect([changes[0], changes[1], changes.at(-1)]).toEqual([true, false, true]);
});

test('begins after the last event the caller has; after the last of all there is nothing', async () => {
  const { log, runs } = await open();
  log.append(request);
  log.append(end);
  const events = await collect(runs.stream(log.id, { lastEventId: '1' }));
  expect(events.map((event) => event.type)).toEqual(['run-end']);
  expect(await collect(runs.stream(log.id, { lastEventId: '2' }))).toEqual([]);
});

test('sends the key in a header, never in an address', async () => {
  const { server, log, runs } = await open();
  log.append(end);
  await collect(runs.stream(log.id));
  expect(server.requests.map(({ authorization }) => authorization)).toEqual(['Bearer secret-key']);
  expect(server.requests.some(({ url }) => url.includes('secret-key'))).toBe(false);
});

test('throws what the server refuses, with its code and request id', async () => {
  const { runs } = await open();
  const error = await collect(runs.stream(newId())).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(SignalboxError);
  expect(error).toMatchObject({ code: 'run.not-found', requestId: 'r1', message: 'There is no such run.' });
});

test('ends without an error when it is aborted', async () => {
  const { log, runs } = await open();
  log.append(request);
  const stop = new AbortController();
  const seqs: number[] = [];
  for await (const event of runs.stream(log.id, { signal: stop.signal })) {
    seqs.push(event.seq);
    stop.abort();
  }
  expect(seqs).toEqual([1]);
});
