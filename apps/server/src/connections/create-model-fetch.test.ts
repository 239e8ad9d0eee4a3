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
  model = createModelFetch({ allowAddresses: [], operatorUrls: [] });
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

test('a private address is refused without a connection, unless the operator set it', async () => {
  // on this machine all the same, and no loopback address
  const unspecified = address.replace('127.0.0.1', '0.0.0.0');
  const before = requests;
  await expect(model.fetch(unspecified)).rejects.toMatchObject({ name: 'BlockedAddressError' });
  expect(requests).toBe(before);
  const operated = createModelFetch({ allowAddresses: [], operatorUrls: [`${unspecified}/v1`] });
  expect(await (await operated.fetch(unspecified)).text()).toBe('here');
  await operated.close();
});
