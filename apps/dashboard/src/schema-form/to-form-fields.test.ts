import { expect, test } from 'vitest';

import { toFormFields, type FormField } from './to-form-fields.ts';

const print = (fields: readonly FormField[]): string[] =>
  fields.flatMap((field) => {
    const line = `${field.key}${field.isRequired ? '!' : ''} ${field.kind}`;
    if (field.kind === 'object') return [line, ...print(field.fields)];
    if (field.kind === 'list') return [`${line} of ${field.item.kind}`];
    return field.kind === 'choice' ? [`${line} ${field.choices.map(({ value }) => value).join(' ')}`] : [line];
  });

test('a field for each argument, drawn by its type', () => {
  const fields = toFormFields({
    type: 'object',
    additionalProperties: false,
    required: ['text', 'place'],
    properties: {
      text: { type: 'string', description: 'What to say.', maxLength: 5 },
      size: { type: 'number' },
      count: { type: 'integer' },
      isLoud: { type: 'boolean' },
      unit: { enum: ['c', 1, null] },
      only: { const: 'x' },
      tags: { type: 'array', items: { type: 'string' } },
      flags: { type: 'array', items: { enum: ['a'] } },
      place: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      either: { oneOf: [{ type: 'string' }, { type: 'number' }] },
      points: { type: 'array', items: { type: 'object' } },
      names: { type: 'object', additionalProperties: { type: 'string' } },
      free: {},
    },
  });
  expect(print(fields)).toEqual([
    'text! text',
    'size number',
    'count integer',
    'isLoud boolean',
    'unit choice "c" 1 null',
    'only choice "x"',
    'tags list of text',
    'flags list of choice',
    'place! object',
    'place.city! text',
    'either json',
    'points json',
    'names json',
    'free json',
  ]);
  expect(fields[0]).toMatchObject({ type: 'string', hint: 'What to say. · at most 5 characters' });
});

test('what is no plain object is one field of JSON; no arguments are no fields', () => {
  expect(print(toFormFields({ oneOf: [{ type: 'object' }, { type: 'string' }] }))).toEqual(['! json']);
  expect(print(toFormFields({ type: 'object', additionalProperties: { type: 'number' } }))).toEqual(['! json']);
  expect(toFormFields({ type: 'object', properties: {} })).toEqual([]);
  expect(toFormFields({ type: 'object', additionalProperties: false })).toEqual([]);
});

test('a schema that holds itself ends in a field of JSON', () => {
  const lines = print(toFormFields({ type: 'object', properties: { child: { $ref: '#' } } }));
  expect(lines).toEqual([
    'child object',
    'child.child object',
    'child.child.child object',
    'child.child.child.child json',
  ]);
});
