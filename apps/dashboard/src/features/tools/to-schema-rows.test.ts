import type { JsonObject } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toSchemaRows } from './to-schema-rows.ts';

const print = (schema: JsonObject): string[] =>
  toSchemaRows(schema).map(({ name, depth, type, isRequired, rule }) =>
    [`${'  '.repeat(depth)}${name}${isRequired ? '!' : ''}`, type, rule].filter((part) => part !== '').join(' · '),
  );

test('names, types, rules and what must be given', () => {
  const schema = {
    type: 'object',
    properties: {
      city: { type: 'string', minLength: 1, maxLength: 80, description: 'Where.' },
      days: { type: 'integer', minimum: -9007199254740991, maximum: 7, default: 3 },
      unit: { enum: ['c', 'f'], type: 'string' },
      share: { type: 'number', exclusiveMinimum: 0, maximum: 0.5 },
      tags: { type: 'array', items: { type: 'string', maxLength: 1 }, minItems: 1, maxItems: 3 },
      note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      at: { type: 'string', format: 'date-time', pattern: '^very long$' },
      anything: true,
    },
    required: ['city', 'tags'],
  };
  expect(print(schema)).toEqual([
    'city! · string · 1 to 80 characters',
    'days · integer · at most 7, 3 unless given',
    'unit · string · one of c, f',
    'share · number · at most 0.5, more than 0',
    'tags! · list of string · 1 to 3 items; each at most 1 character',
    'note · string or null',
    'at · string · date-time',
    'anything · any',
  ]);
  expect(toSchemaRows(schema)[0]?.description).toBe('Where.');
});

test('what is in objects, lists of objects and references stands below them', () => {
  const address = { type: 'object', properties: { street: { type: 'string' } }, required: ['street'] };
  const schema = {
    type: 'object',
    $defs: { address },
    properties: {
      home: { $ref: '#/$defs/address' },
      stops: { type: 'array', items: { type: 'object', properties: { at: { type: 'number' } } } },
      way: { oneOf: [address, { type: 'object', title: 'By rail', properties: { train: { const: 7 } } }] },
    },
  };
  expect(print(schema)).toEqual([
    'home · object',
    '  street! · string',
    'stops · list of object',
    '  at · number',
    'way · object',
    '  either 1 of 2 · object',
    '    street! · string',
    '  By rail · object',
    '    train · number · always 7',
  ]);
  expect(new Set(toSchemaRows(schema).map(({ path }) => path)).size).toBe(9);
});

test('a schema that holds itself, one that refers to nothing, and one without fields all end', () => {
  const tree: JsonObject = {
    type: 'object',
    properties: { child: { $ref: '#' }, self: { $ref: '#/properties/self' } },
  };
  expect(toSchemaRows(tree).length).toBeLessThan(30);
  expect(print({ type: 'object', properties: { lost: { $ref: '#/$defs/none' } } })).toEqual(['lost · any']);
  expect(toSchemaRows({ type: 'object' })).toEqual([]);
});
