import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createSecretBox } from './create-secret-box.ts';

const place = { workspaceId: '01a1f000-0000-7000-8000-000000000000', field: 'connections/openai/key' };
const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];
const box = createSecretBox(first);
const text = fc.string({ unit: 'binary', maxLength: 300 });

test('any text comes back, and never the same twice on the way', () => {
  fc.assert(
    fc.property(text, (secret) => {
      const sealed = box.seal(secret, place);
      expect(sealed).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]{22,}$/);
      expect(sealed).not.toBe(box.seal(secret, place));
      expect(box.open(sealed, place)).toEqual({ state: 'open', text: secret });
    }),
  );
});

test('any character changed, cut off or put in makes it unreadable', () => {
  const change = fc.record({ at: fc.nat(), by: fc.constantFrom('', 'A', 'B', '.', '=', '_', 'é', 'AA') });
  fc.assert(
    fc.property(text, change, (secret, { at, by }) => {
      const sealed = box.seal(secret, place);
      const index = at % sealed.length;
      const changed = sealed.slice(0, index) + by + sealed.slice(index + 1);
      fc.pre(changed !== sealed);
      expect(box.open(changed, place).state).toBe('unreadable');
    }),
  );
});

test('another workspace, another field, and what was never sealed: damaged', () => {
  const sealed = box.seal('secret', place);
  const damaged = { state: 'unreadable', reason: 'damaged' };
  expect(box.open(sealed, { ...place, workspaceId: '01a1f000-0000-7000-8000-000000000001' })).toEqual(damaged);
  expect(box.open(sealed, { ...place, field: 'connections/google/key' })).toEqual(damaged);
  for (const other of ['', 'secret', 'v1...', 'v1.a.b.c', `v2${sealed.slice(2)}`, `${sealed}.`]) {
    expect(box.open(other, place)).toEqual(damaged);
  }
});

test('an old master key opens what it sealed while it is in the ring; new text has the new one', () => {
  const old = box.seal('secret', place);
  const rotated = createSecretBox(second, [first]);
  expect(rotated.open(old, place)).toEqual({ state: 'open', text: 'secret' });
  const sealed = rotated.seal('secret', place);
  expect(box.open(sealed, place)).toEqual({ state: 'unreadable', reason: 'unknown-key' });
  expect(createSecretBox(second).open(old, place)).toEqual({ state: 'unreadable', reason: 'unknown-key' });
  expect(createSecretBox(second).open(sealed, place)).toEqual({ state: 'open', text: 'secret' });
});
