import { expect, test } from 'vitest';

import { Id, IdOrSlug, isId, newId, Slug } from './ids.ts';

test('ids are UUIDs of version 7 that sort in the order they were made, within a millisecond too', () => {
  const ids = Array.from({ length: 10_000 }, () => newId());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  );
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
