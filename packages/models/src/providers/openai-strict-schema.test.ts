import { expect, it } from 'vitest';

import { isStrictSchema } from './openai-strict-schema.ts';

const closed = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false };

it.each([
  [closed, true],
  [{ ...closed, additionalProperties: true }, false],
  [{ ...closed, required: [] }, false],
  [{ ...closed, properties: { a: { type: 'array', items: closed } } }, true],
  [{ ...closed, properties: { a: { type: 'array', items: { type: 'object' } } } }, false],
  [{ ...closed, properties: { a: { anyOf: [closed, { type: 'null' }] } } }, true],
  [{ ...closed, properties: { a: { oneOf: [closed, { type: 'null' }] } } }, false],
  [{ ...closed, $defs: { b: { type: 'object', properties: { c: true } } } }, false],
])('%j fits strict mode: %s', (schema, expected) => {
  expect(isStrictSchema(schema)).toBe(expected);
});
