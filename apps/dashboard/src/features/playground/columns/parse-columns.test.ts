import { expect, test } from 'vitest';

import { formatColumns } from './format-columns.ts';
import { type Column, parseColumns } from './parse-columns.ts';

const id = '01a1f000-0000-7000-8000-000000000000';
const column = (fields: Partial<Column>): Column => ({
  agent: 'assistant',
  version: null,
  model: null,
  conversationId: null,
  ...fields,
});

test('an agent, a version, a model, and the conversation that goes on', () => {
  const text = `assistant,assistant@2,bare-model:ollama/llama3:8b,triage@12~${id}:demo/demo`;
  expect(parseColumns(text)).toEqual({
    columns: [
      column({}),
      column({ version: 2 }),
      column({ agent: 'bare-model', model: 'ollama/llama3:8b' }),
      column({ agent: 'triage', version: 12, conversationId: id, model: 'demo/demo' }),
    ],
    ignored: [],
  });
});

test('what is no column, one too many or shown already is left out and named', () => {
  expect(parseColumns('Assistant,a@0,a@x,a,,b:,b:model')).toEqual({
    columns: [column({ agent: 'a' })],
    ignored: ['Assistant', 'a@0', 'a@x', 'b:', 'b:model'],
  });
  expect(parseColumns('a,b,c,d,e').ignored).toEqual(['e']);
  expect(parseColumns(`a~${id},b~${id}`).ignored).toEqual([`b~${id}`]);
  expect(parseColumns('')).toEqual({ columns: [], ignored: [] });
});

test('what is written is read again, with odd names too', () => {
  const columns = [
    column({}),
    column({ version: 3, conversationId: id }),
    column({ agent: 'bare-model', model: 'own/a,b~c@d:e%2Cf%' }),
    column({ model: 'demo/demo', conversationId: id.replace('1', '2') }),
  ];
  expect(parseColumns(formatColumns(columns))).toEqual({ columns, ignored: [] });
});
