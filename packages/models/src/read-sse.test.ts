import fc from 'fast-check';
import { expect, it } from 'vitest';

import { readSse } from './read-sse.ts';

const title = 'Vendor';

const toResponse = (chunks: Iterable<Uint8Array>, onCancel: () => void = () => undefined): Response => {
  const iterator = chunks[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const next = iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: onCancel,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
};

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const read = async (response: Response, signal = new AbortController().signal): Promise<unknown[]> => {
  const values: unknown[] = [];
  for await (const batch of readSse(response, { title, signal })) values.push(...batch);
  return values;
};

it('gives the same values however the bytes are cut', async () => {
  const frames = fc.constantFrom('\n', '\r\n', '\r');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }),
      frames,
      fc.array(fc.nat(60)),
      async (texts, end, cuts) => {
        const wire = texts
          .map((text) => `: ping${end}event: x${end}data: ${JSON.stringify({ text })}${end}${end}`)
          .join('');
        const bytes = encode(wire);
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
        const clean = texts.map((text) => JSON.parse(new TextDecoder().decode(encode(JSON.stringify({ text })))));
        expect(await read(toResponse(chunks))).toEqual(clean);
      },
    ),
  );
});

const endless = function* (text: string): Generator<Uint8Array> {
  for (;;) yield encode(text);
};

it.each([
  ['an event without an end', 'data: ', 'x'.repeat(2 ** 20)],
  ['a comment without an end', ': ', 'x'.repeat(2 ** 20)],
  ['empty lines without an end', '', '\n'.repeat(2 ** 20)],
  ['big events without an end', '', `data: "${'x'.repeat(2 ** 20)}"\n\n`],
  ['small events without an end', '', 'data: {}\n\n'.repeat(10_000)],
])('bounds %s, and closes the stream', async (_, start, more) => {
  let isClosed = false;
  const chunks = function* (): Generator<Uint8Array> {
    yield encode(start);
    yield* endless(more);
  };
  const reading = read(toResponse(chunks(), () => void (isClosed = true)));
  await expect(reading).rejects.toMatchObject({ name: 'ModelError', kind: 'protocol' });
  expect(isClosed).toBe(true);
});

it('tells when the stream said that it is done', async () => {
  let isDone = false;
  const response = toResponse([encode('data: 1\n\ndata: [DONE]\n\ndata: 2\n\n')]);
  const values: unknown[] = [];
  const { signal } = new AbortController();
  const onDone = (): void => void (isDone = true);
  for await (const batch of readSse(response, { title, signal, onDone })) values.push(...batch);
  expect({ values, isDone }).toEqual({ values: [1], isDone: true });
});

it('gives the events of one chunk together, and stops at an abort', async () => {
  const controller = new AbortController();
  const reason = new Error('Enough.');
  const response = toResponse([encode('data: 1\n\ndata: 2\n\n'), encode('data: 3\n\n')]);
  const reading = async (): Promise<void> => {
    for await (const values of readSse(response, { title, signal: controller.signal })) {
      expect(values).toEqual([1, 2]);
      controller.abort(reason);
    }
  };
  await expect(reading()).rejects.toBe(reason);
});

it('ends at an abort a stream that falls silent and does not know of it', async () => {
  const controller = new AbortController();
  const reason = new Error('Enough.');
  const cancelled = Promise.withResolvers<unknown>();
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(encode('data: 1\n\n')),
    cancel: cancelled.resolve,
  });
  const reading = async (): Promise<void> => {
    for await (const values of readSse(new Response(body), { title, signal: controller.signal })) {
      expect(values).toEqual([1]);
      setImmediate(() => controller.abort(reason));
    }
  };
  await expect(reading()).rejects.toBe(reason);
  expect(await cancelled.promise).toBe(reason);
});

it.each([
  ['text/html', 'invalid'],
  ['application/json', 'protocol'],
])('says that %s is no stream', async (type, kind) => {
  await expect(read(new Response('{}', { headers: { 'content-type': type } }))).rejects.toMatchObject({ kind });
});

it('gives the events that came in one piece with a broken one, before it fails', async () => {
  const values: unknown[] = [];
  const reading = async (): Promise<void> => {
    const response = toResponse([encode('data: {"n":1}\n\ndata: {not json}\n\ndata: {"n":2}\n\n')]);
    for await (const batch of readSse(response, { title, signal: new AbortController().signal })) values.push(...batch);
  };
  await expect(reading()).rejects.toMatchObject({ kind: 'protocol' });
  expect(values).toEqual([{ n: 1 }]);
});
