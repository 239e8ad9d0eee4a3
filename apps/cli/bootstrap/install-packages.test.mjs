import { expect, test } from 'vitest';

import { planInstall } from './install-packages.mjs';

test('nothing is due when the lockfile is the installed one', () => {
  expect(planInstall({ digest: 'a', kind: 'production' }, 'production', 'a')).toBeUndefined();
  expect(planInstall({ digest: 'a', kind: 'full' }, 'full', 'a')).toBeUndefined();
});

test('what was never installed, or from another lockfile, is installed', () => {
  expect(planInstall({}, 'production', 'a')).toBe('production');
  expect(planInstall({ digest: 'b', kind: 'production' }, 'production', 'a')).toBe('production');
});

test('a production install grows to a full one and never shrinks again', () => {
  expect(planInstall({ digest: 'a', kind: 'production' }, 'full', 'a')).toBe('full');
  expect(planInstall({ digest: 'a', kind: 'full' }, 'production', 'a')).toBeUndefined();
  expect(planInstall({ digest: 'b', kind: 'full' }, 'production', 'a')).toBe('full');
  expect(planInstall({ digest: undefined, kind: 'full' }, 'production', 'a')).toBe('full');
});
