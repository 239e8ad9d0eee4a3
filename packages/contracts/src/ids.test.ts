import { expect, test } from 'vitest';

import { Id, IdOrSlug, isId, newId, newIdAt, Slug } from './ids.ts';

test('ids are UUIDs of version 7 that sort in the order they were made, within a millisecond too', () => {
  const ids = Array.from({ length: 10_000 }, () => newId());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  );
});

test('ids of moments that are past sort by them, before those that are made now', () => {
  const moments = [0, 1, Date.UTC(1970, 5), Date.UTC(2025, 10, 8), Date.now() - 1];
  const ids = moments.map(newIdAt);
  expect([...ids, newId()].toSorted().slice(0, -1)).toEqual(ids);
  expect(ids.every((id) => Id.safeParse(id).success)).toBe(true);
  expect([newIdAt(-1), newIdAt(2 ** 60)].every((id) => Id.safeParse(id).success)).toBe(true);
});

test('an id has one spelling', () => {
  const id = newId();
  expect(Id.parse(id.toUpperCase())).toBe(id);
  expect(isId('assistant')).toBe(false);
});

test('slugs are readable names that can be mistaken for nothing else', () => {
  expect(Slug.parse('support-triage')).toBe('support-triage');
  for (const wrong of ['', 'A', '-a', 'a-', 'activity', 'new', 'register', newId(), 'a'.repeat(65), 'a b']) {
    expect(Slug.safeParse(wrong).success).toBe(false);
  }
  expect(IdOrSlug.parse('assistant')).toBe('assistant');
});
