import { expect, test } from 'vitest';

import { addFixed, dropFixed, hideFixed } from './fixed-arguments.ts';

const fixed = { path: 'notes' };

test('the model is not told of fixed arguments, can’t set them, and does not see them afterwards', () => {
  const schema = {
    type: 'object',
    properties: { path: { type: 'string' }, text: { type: 'string' } },
    required: ['path', 'text'],
  };
  expect(hideFixed(schema, fixed)).toEqual({
    type: 'object',
    properties: { text: { type: 'string' } },
    required: ['text'],
  });
  expect(hideFixed({ ...schema, required: ['path'] }, fixed)).not.toHaveProperty('required');
  expect(addFixed({ text: 'a', path: '../other' }, fixed)).toEqual({ text: 'a', path: 'notes' });
  expect(dropFixed({ text: 'a', path: 'notes' }, fixed)).toEqual({ text: 'a' });
});

test('without fixed arguments, and where the arguments are no object, nothing changes', () => {
  expect(hideFixed({ type: 'object' }, fixed)).toEqual({ type: 'object' });
  expect(addFixed('no JSON', fixed)).toBe('no JSON');
  expect(dropFixed({ path: 'a' }, undefined)).toEqual({ path: 'a' });
});
