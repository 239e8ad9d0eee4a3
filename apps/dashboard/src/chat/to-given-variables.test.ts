import { expect, test } from 'vitest';

import { toGivenVariables } from './to-given-variables.ts';

const variables = [
  { name: 'city', default: null },
  { name: 'tone', default: 'calm' },
];

test('only texts of the agent’s variables that are not empty are given', () => {
  expect(toGivenVariables(variables, { city: 'Paris', tone: '', gone: 'x' })).toEqual({ city: 'Paris' });
  expect(toGivenVariables(variables, {})).toEqual({});
  expect(toGivenVariables([], { city: 'Paris' })).toEqual({});
});
