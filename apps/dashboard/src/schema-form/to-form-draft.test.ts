import type { JsonObject } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { toArguments } from './to-arguments.ts';
import { toFormDraft } from './to-form-draft.ts';
import { toFormFields } from './to-form-fields.ts';

const schema: JsonObject = {
  type: 'object',
  properties: {
    city: { type: 'string' },
    days: { type: 'integer' },
    isExact: { type: 'boolean' },
    unit: { enum: ['c', 'f'] },
    tags: { type: 'array', items: { type: 'string' } },
    place: { type: 'object', properties: { street: { type: 'string' }, number: { type: 'number' } } },
    anything: true,
  },
};

test('what a form is filled with is read from it again', () => {
  const fields = toFormFields(schema);
  const whole = {
    city: 'Bern',
    days: 3,
    isExact: false,
    unit: 'f',
    tags: ['old', '12'],
    place: { street: 'Main', number: 1.5 },
    anything: [{ a: null }],
  };
  for (const value of [whole, {}, { city: 'Bern' }, { place: { number: 0 } }]) {
    expect(toArguments(fields, toFormDraft(fields, value)).value).toEqual(value);
  }
});

test('arguments that are one field of JSON are written as JSON', () => {
  const fields = toFormFields({ anyOf: [{ type: 'object' }, { type: 'object', required: ['a'] }] });
  expect(toArguments(fields, toFormDraft(fields, { a: 1 })).value).toEqual({ a: 1 });
});
