import { expect, test } from 'vitest';

import { createAddressRules } from './create-address-rules.ts';
import { parseAllowEntry, toTarget } from './parse-allow-entry.ts';

const isAllowed = (allow: readonly string[], url: string, address?: string): boolean => {
  const rules = createAddressRules(allow);
  try {
    const target = rules.checkUrl(new URL(url));
    if (address !== undefined) rules.checkAddress(target, address);
    return true;
  } catch {
    return false;
  }
};

test('an allowed range holds for addresses by number and by name, at every port', () => {
  expect(isAllowed(['10.0.0.0/8'], 'http://10.1.2.3:8080/')).toBe(true);
  expect(isAllowed(['10.0.0.0/8'], 'http://a.example/', '10.1.2.3')).toBe(true);
  expect(isAllowed(['10.0.0.0/8'], 'http://[::ffff:10.1.2.3]/')).toBe(true);
  expect(isAllowed(['10.0.0.0/8'], 'http://11.1.2.3/', '192.168.0.1')).toBe(false);
  expect(isAllowed(['fd00::/8'], 'http://[fd00::1]/')).toBe(true);
  expect(isAllowed(['::/0'], 'http://127.0.0.1/')).toBe(false);
});

test('an allowed host holds for its name only, at its port and protocol when they are named', () => {
  expect(isAllowed(['nas.example'], 'http://nas.example./', '192.168.0.7')).toBe(true);
  expect(isAllowed(['nas.example'], 'http://a.nas.example/', '192.168.0.7')).toBe(false);
  expect(isAllowed(['NAS:8080'], 'http://nas:8080/', '192.168.0.7')).toBe(true);
  expect(isAllowed(['nas:8080'], 'http://nas:8081/')).toBe(false);
  expect(isAllowed(['http://127.0.0.1:11434'], 'http://127.0.0.1:11434/api')).toBe(true);
  expect(isAllowed(['http://127.0.0.1:11434'], 'https://127.0.0.1:11434/api')).toBe(false);
  expect(isAllowed(['http://127.0.0.1'], 'http://127.0.0.1:11434/api')).toBe(false);
});

test('ports of other services are refused, but where an entry names the very port', () => {
  expect(isAllowed([], 'http://example.com:6379/')).toBe(false);
  expect(isAllowed(['example.com'], 'http://example.com:6379/')).toBe(false);
  expect(isAllowed(['example.com:6379'], 'http://example.com:6379/')).toBe(true);
  expect(isAllowed([], 'https://example.com:8443/')).toBe(true);
});

test('what blocks says why and who can allow it', () => {
  const rules = createAddressRules([]);
  const target = toTarget(new URL('http://a.example/'));
  expect(() => rules.checkAddress(target, '10.0.0.1')).toThrow(/a\.example leads to 10\.0\.0\.1.*SIGNALBOX_ALLOW_ADD/);
  expect(() => rules.checkAddress(target, '')).toThrow('not an address on the public internet');
});

test.each(['', 'a b', 'http://a/path', 'ftp://a', 'user@a', '10.0.0.0/33', 'a/b', 'http://', '*'.repeat(3) + '/'])(
  '%j is no entry',
  (text) => {
    expect(parseAllowEntry(text)).toBeUndefined();
    expect(() => createAddressRules([text])).toThrow('is no host, address');
  },
);
