import { expect, test } from 'vitest';

import { toArguments } from './to-arguments.ts';
import { toFormFields } from './to-form-fields.ts';

const fields = toFormFields({
  type: 'object',
  required: ['text', 'unit'],
  properties: {
    text: { type: 'string' },
    size: { type: 'number' },
    count: { type: 'integer' },
    isLoud: { type: 'boolean' },
    unit: { enum: ['c', 1] },
    tags: { type: 'array', items: { type: 'number' } },
    place: {
      type: 'object',
      required: ['city'],
      properties: { city: { type: 'string' }, country: { type: 'string' } },
    },
    free: {},
  },
});

test('texts become values; what is empty and need not be given is left out', () => {
  const draft = { text: ' a ', size: '1e3', count: '2', isLoud: 'false', unit: '1', tags: ['1', '', '2'] };
  expect(toArguments(fields, { ...draft, 'place.city': 'York', free: '[null]' })).toEqual({
    value: {
      text: ' a ',
      size: 1000,
      count: 2,
      isLoud: false,
      unit: 1,
      tags: [1, 2],
      place: { city: 'York' },
      free: [null],
    },
    faults: {},
  });
  expect(toArguments(fields, {})).toEqual({ value: { text: '' }, faults: {} });
  const inNorway = { value: { text: '', place: { city: '', country: 'Norway' } }, faults: {} };
  expect(toArguments(fields, { 'place.country': 'Norway' })).toEqual(inNorway);
});

test('a wrong number is sent as it stands, with a hint; what is no JSON can’t be sent', () => {
  expect(toArguments(fields, { size: 'many', count: '1.5' })).toEqual({
    value: { text: '', size: 'many', count: 1.5 },
    faults: { size: 'Must be a number.', count: 'Must be a whole number.' },
  });
  const { value, faults } = toArguments(fields, { free: '{' });
  expect(value).toBeNull();
  expect(faults['free']).toMatch(/^This is no JSON: /);
});

test('arguments written as a whole', () => {
  const whole = toFormFields({ oneOf: [{ type: 'object' }] });
  expect(toArguments(whole, { '': '{"a": 1}' })).toEqual({ value: { a: 1 }, faults: {} });
  expect(toArguments(whole, { '': '[]' }).value).toBeNull();
  expect(toArguments(whole, {}).faults['']).toContain('must be a JSON object');
});
