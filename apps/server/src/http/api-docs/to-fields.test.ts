import { expect, test } from 'vitest';

import { toDescription, toFields, toType } from './to-fields.ts';

test.each([
  [{ type: 'string' }, 'string'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ enum: ['ok', 'error'] }, '"ok" | "error"'],
  [{ const: 'function' }, '"function"'],
  [{ type: 'string', format: 'date-time' }, 'time'],
  [{ anyOf: [{ type: 'string' }, { type: 'string' }, { type: 'null' }] }, 'string | null'],
  [{ type: 'array', items: { type: ['string', 'null'] } }, '(string | null)[]'],
  [{}, 'any'],
])('%j is %s', (schema, type) => {
  expect(toType(schema)).toBe(type);
});

test('bounds and what is taken otherwise are said after the meaning', () => {
  const schema = { type: 'integer', description: 'Rows.', minimum: 1, maximum: 100, default: 50 };
  expect(toDescription(schema)).toBe('Rows. 1 to 100. Otherwise `50`.');
  expect(toDescription({ minimum: 1 })).toBe('At least 1.');
  expect(toDescription({})).toBe('');
});

test('fields within fields are named from the outside in', () => {
  const step = { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] };
  const error = { anyOf: [{ type: 'object', properties: { code: { type: 'string' } } }, { type: 'null' }] };
  const schema = { type: 'object', properties: { steps: { type: 'array', items: step }, error }, required: ['steps'] };
  expect(toFields(schema).map(({ name, type, isRequired }) => [name, type, isRequired])).toEqual([
    ['steps', 'object[]', true],
    ['steps[].id', 'string', true],
    ['error', 'object | null', false],
    ['error.code', 'string', false],
  ]);
  expect(toFields({ type: 'array', items: step }).map(({ name }) => name)).toEqual(['[].id']);
});
