import { expect, test } from 'vitest';

import { fillInstructions, listPlaceholders } from './fill-instructions.ts';

const variables = [
  { name: 'customer', default: null },
  { name: 'tone', default: 'friendly' },
];

test('each variable’s text stands in its place: the given one, else the default', () => {
  const instructions = 'Help {{customer}} in a {{ tone }} tone. {{customer}}!';
  expect(fillInstructions({ instructions, variables }, { customer: 'Ada' })).toBe('Help Ada in a friendly tone. Ada!');
  expect(fillInstructions({ instructions, variables }, { customer: 'Ada', tone: '' })).toBe(
    'Help Ada in a  tone. Ada!',
  );
});

test('texts are put in as they are, and what is no variable stays', () => {
  const instructions = '{{customer}} {{other}} {{Not One}} $1';
  expect(fillInstructions({ instructions, variables }, { customer: '$& {{tone}}' })).toBe(
    '$& {{tone}} {{other}} {{Not One}} $1',
  );
  expect(fillInstructions({ instructions: '{{constructor}}', variables: [] }, {})).toBe('{{constructor}}');
});

test('the variables that a text names, each once', () => {
  expect(listPlaceholders('{{b}} {{ a }} {{b}} {{}} {{A}} {{c')).toEqual(['b', 'a']);
});
