import { expect, test } from 'vitest';

import { createAllowedOrigins } from './allowed-origins.ts';

const servers = {
  local: createAllowedOrigins({ publicUrl: undefined, corsOrigins: [] }),
  open: createAllowedOrigins({ publicUrl: 'https://signalbox.example', corsOrigins: ['http://shop.example'] }),
  mapped: createAllowedOrigins({ publicUrl: 'http://localhost:8080', corsOrigins: [] }),
};

test.each<[keyof typeof servers, string | undefined, boolean]>([
  ['local', 'localhost:4000', true],
  ['local', '127.0.0.1:4000', true],
  ['local', '[::1]:4000', true],
  ['local', 'localhost:4001', false],
  ['local', 'localhost', false],
  ['local', 'evil.example:4000', false],
  ['local', 'localhost.evil.example:4000', false],
  ['local', '', false],
  ['local', undefined, false],
  ['open', 'signalbox.example', true],
  ['open', 'signalbox.example:8443', true],
  ['open', 'shop.example', false],
  ['mapped', '127.0.0.1:8080', true],
])('%s server: whether the Host header %s is one of its own at port 4000: %s', (name, host, isAllowed) => {
  expect(servers[name].isAllowedHost(host, 4000)).toBe(isAllowed);
});

test.each<[keyof typeof servers, { readonly origin: string; readonly host: string }, boolean]>([
  ['local', { origin: 'http://localhost:4000', host: 'localhost:4000' }, true],
  ['local', { origin: 'http://localhost:9999', host: 'localhost:4000' }, false],
  ['local', { origin: 'http://127.0.0.1:4000', host: 'localhost:4000' }, false],
  ['local', { origin: 'null', host: 'localhost:4000' }, false],
  ['local', { origin: 'chrome-extension://localhost:4000', host: 'localhost:4000' }, false],
  ['open', { origin: 'https://signalbox.example', host: '127.0.0.1:4000' }, true],
  ['open', { origin: 'https://signalbox.example', host: 'signalbox.example' }, true],
  ['open', { origin: 'http://shop.example', host: 'signalbox.example' }, true],
  ['open', { origin: 'https://evil.example', host: 'signalbox.example' }, false],
])('%s server: whether the page of %o may change things there: %s', (name, { origin, host }, isAllowed) => {
  expect(servers[name].isAllowedOrigin(origin, host)).toBe(isAllowed);
});
