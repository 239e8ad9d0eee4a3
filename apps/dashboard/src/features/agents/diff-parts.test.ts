import type { AgentSpec } from '@signalbox/contracts';
import { expect, test } from 'vitest';

import { diffParts } from './diff-parts.ts';
import { exampleSpec } from './example-spec.ts';
import { printSpec } from './print-spec.ts';

const signs = { same: ' ', added: '+', removed: '-' } as const;

const print = (change: Partial<AgentSpec>): Record<string, string[]> =>
  Object.fromEntries(
    diffParts(printSpec(exampleSpec), printSpec({ ...exampleSpec, ...change })).map(({ label, lines }) => [
      label,
      lines.map(({ kind, text }) => `${signs[kind]} ${text}`),
    ]),
  );

test('equal definitions differ in nothing', () => {
  expect(print({})).toEqual({});
});

test('only changed parts are named, with their lines', () => {
  const { limits } = exampleSpec;
  expect(
    print({
      instructions: 'You help the people of {{company}}.\nBe exact.',
      tools: [{ name: 'calculator', fixedArguments: { precision: 2 } }],
      limits: { ...limits, costNanoUsd: 500_000_000 },
    }),
  ).toEqual({
    Instructions: ['  You help the people of {{company}}.', '- Be brief.', '+ Be exact.'],
    Tools: ['  calculator', '+   {', '+     "precision": 2', '+   }'],
    Limits: ['  25 steps', '  200 tool calls', '  10 m 00 s', '- Any cost', '+ $0.5'],
  });
});

test('the order of models, a required variable and another form of the answer are changes', () => {
  const second = { provider: 'openai', model: 'gpt-5.1', parameters: { temperature: 0 } };
  expect(
    print({
      models: [second, ...exampleSpec.models],
      variables: [{ name: 'company', default: 'Acme' }],
      tools: 'all',
      output: { name: 'answer', schema: { type: 'object' } },
      historyRuns: 1,
      whenBusy: 'reject',
    }),
  ).toEqual({
    Models: [
      '- 1. demo/scripted',
      '+ 1. openai/gpt-5.1',
      '+    {',
      '+      "temperature": 0',
      '+    }',
      '+ 2. demo/scripted',
    ],
    Variables: ['- company, required', '+ company = Acme'],
    Tools: ['- calculator', '+ All that are switched on'],
    Answer: ['- Text', '+ JSON answer', '+ {', '+   "type": "object"', '+ }'],
    History: ['- As many earlier messages as fit', '+ 1 earlier message'],
    'While a run is under way': ['- Messages wait', '+ Messages are refused'],
  });
});
