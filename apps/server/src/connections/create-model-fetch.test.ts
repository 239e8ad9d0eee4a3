import { once } from 'node:events';
import { createServer } from 'node:http';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createModelFetch, type ModelFetch } from './create-model-fetch.ts';

let address = '';
let model: ModelFetch;
let requests = 0;
const server = createServer((request, response) => {
  requests += 1;
  if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
  else response.end('here');
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  address = `http://127.0.0.1:${bound && typeof bound === 'object' ? bound.port : 0}`;
  model = createModelFetch({ allowAddresses: [] });
});
afterAll(async () => {
  await model.close();
  server.close();
});

test('a server on this machine is reached, and its redirect leads nowhere inside', async () => {
  expect(await (await model.fetch(`${address}/v1/models`)).text()).toBe('here');
  await expect(model.fetch(`${address}/away`)).rejects.toMatchObject({ name: 'BlockedAddressError' });
  expect(requests).toBe(2);
});

test('a private address that an owner gave is reached', async () => {
  // on this machine all the same, and no loopback address
  const unspecified = address.replace('127.0.0.1', '0.0.0.0');
  expect(await (await model.fetch(`${unspecified}/v1/models`)).text()).toBe('here');
});

test.each(['http://169.254.169.254', 'http://[fe80::1]', 'http://168.63.129.16', 'http://[fd00:ec2::254]'])(
  'what a cloud tells its machine at %s is refused without a connection',
  async (cloud) => {
    await expect(model.fetch(`${cloud}/v1/models`)).rejects.toMatchObject({ name: 'BlockedAddressError' });
  },
);
