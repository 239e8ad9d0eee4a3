import { expect, test } from 'vitest';

import { toDevice } from './to-device.ts';

test('browser and system in plain words', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
  expect(toDevice(chrome)).toBe('Chrome on Linux');
  expect(toDevice(`${chrome} Edg/140.0.0.0`)).toBe('Edge on Linux');
  expect(toDevice(iphone)).toBe('Safari on iPhone');
  expect(toDevice('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0')).toBe(
    'Firefox on Windows',
  );
});

test('a program by its name, nothing as unknown', () => {
  expect([toDevice('curl/8.5.0'), toDevice(''), toDevice(null)]).toEqual([
    'curl',
    'Unknown browser',
    'Unknown browser',
  ]);
});
