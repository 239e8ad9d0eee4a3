import { expect, test } from 'vitest';

import { toIssues } from '../to-issues.ts';
import { toFieldFaults } from './to-field-faults.ts';
import { toFormFields } from './to-form-fields.ts';

const fields = toFormFields({
  type: 'object',
  properties: {
    tags: { type: 'array', items: { type: 'string' } },
    place: { type: 'object', properties: { city: { type: 'string' } } },
  },
});

test('each fault stands at its field, what belongs to none stands apart', () => {
  const issues = [
    { path: 'arguments.place.city', message: 'must not be empty' },
    { path: 'arguments.tags.1', message: 'must be a string' },
    { path: 'arguments.tags', message: 'too many' },
    { path: 'arguments', message: 'give either of them' },
    { path: 'arguments.tagsy', message: 'is not known' },
  ];
  expect(toFieldFaults(issues, fields)).toEqual({
    byKey: { 'place.city': 'must not be empty', tags: '1: must be a string; too many' },
    others: ['give either of them', 'tagsy: is not known'],
  });
});

test('a form of one JSON field has all faults there', () => {
  const whole = toFormFields({ oneOf: [], type: 'array' });
  expect(toFieldFaults([{ path: 'arguments.a', message: 'is needed' }], whole).byKey).toEqual({ '': 'a: is needed' });
});

test('errors without faults have none', () => expect(toIssues(new Error('away'))).toEqual([]));
