import { expect, test } from 'vitest';

import { splitBlocks } from './split-blocks.ts';

const code = '```ts\nconst a = 1;\n\nconst b = 2;\n```\n\n';
const list = '1. one\n\n   more of one\n\n2. two\n\n';
const table = '| a | b |\n| - | - |\n| 1 | 2 |\n\n';

test('blocks are whole: code with empty lines, loose lists, tables', () => {
  expect(splitBlocks(`# Title\n\n${code}${list}${table}The end.`)).toEqual([
    '# Title\n\n',
    code,
    list,
    table,
    'The end.',
  ]);
});

test('joined they are the text, wherever it is cut, and earlier ones stay as they were', () => {
  const text = `Hello\n\n${code}~~~\n\`\`\`\n\n~~~\n\n${list}${table}\n\n- a\n- b\n\n    indented\n\nLast **one`;
  let previous: readonly string[] = [];
  for (let length = 0; length <= text.length; length += 1) {
    const blocks = splitBlocks(text.slice(0, length));
    expect(blocks.join('')).toBe(text.slice(0, length));
    const kept = previous.slice(0, -1).filter((block, index) => blocks[index] === block);
    expect(kept.length).toBeGreaterThanOrEqual(previous.length - 2);
    previous = blocks;
  }
});

test('an open fence holds everything after it', () => {
  expect(splitBlocks('```\na\n\nb\n\n# c')).toHaveLength(1);
  expect(splitBlocks('``` a ``` b\n\nc')).toHaveLength(2);
});

test('link definitions need their text: it stays one block', () => {
  expect(splitBlocks('See [a][1].\n\n[1]: https://example.org\n')).toHaveLength(1);
});
