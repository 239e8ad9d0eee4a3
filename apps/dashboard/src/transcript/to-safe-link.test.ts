import { expect, test } from 'vitest';

import { isOwnImage, toSafeLink } from './to-safe-link.ts';

test('only web and mail addresses are links', () => {
  const hrefs = [
    'https://example.org/a',
    'mailto:a@example.org',
    'javascript:alert(1)',
    'data:text/html,a',
    '/runs',
    '',
  ];
  expect(hrefs.map(toSafeLink)).toEqual(['https://example.org/a', 'mailto:a@example.org', null, null, null, null]);
  expect(toSafeLink(undefined)).toBeNull();
});

test('an image from elsewhere is not our own', () => {
  const origin = 'https://box.example';
  const sources = [
    'data:image/png;base64,AA',
    '/a.png',
    'https://box.example/a.png',
    'https://other.example/a.png',
    '//o.example/a',
  ];
  expect(sources.map((src) => isOwnImage(src, origin))).toEqual([true, true, true, false, false]);
  expect(isOwnImage('data:image/svg+xml;base64,AA', origin)).toBe(false);
});
