import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { expect, test } from 'vitest';
import { z } from 'zod';

import { pushBytes } from './push-bytes.ts';

const server = createServer();
const Address = z.custom<AddressInfo>((value) => typeof value === 'object' && value !== null && 'port' in value);

const openPair = async (): Promise<{ readonly near: Socket; readonly far: Socket }> => {
  const { port } = Address.parse(server.address());
  const far = connect(port, '127.0.0.1');
  const near = z.instanceof(Object).parse((await once(server, 'connection'))[0]);
  return { near: z.custom<Socket>(() => true).parse(near), far };
};

test('who does not read is cut at 256 kB, and who reads beside it gets everything', async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const [idle, reader] = [await openPair(), await openPair()];
  idle.far.pause().on('error', () => undefined);
  idle.near.on('error', () => undefined);
  let received = 0;
  reader.far.on('data', (bytes: Buffer) => (received += bytes.length));
  const bytes = Buffer.alloc(64 * 1024, 'x');
  let pushed = 0;
  // what the kernel takes for a peer that does not read comes on top
  for (; !idle.near.destroyed && pushed < 2000; pushed += 1) {
    pushBytes(idle.near, bytes);
    pushBytes(reader.near, bytes);
    while (reader.near.writableLength > 0) await nextTurn();
  }
  expect(idle.near.destroyed).toBe(true);
  expect(reader.near.destroyed).toBe(false);
  reader.near.end();
  await once(reader.far, 'end');
  expect(received).toBe(pushed * bytes.length);
  for (const { near, far } of [idle, reader]) for (const socket of [near, far]) socket.destroy();
  server.close();
  await once(server, 'close');
});
