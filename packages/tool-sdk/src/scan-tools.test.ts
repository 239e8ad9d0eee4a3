import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { scanTools } from './scan-tools.ts';

const newFolder = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-tools-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

const toolFile = (name: string): string => `
  export const tool = ({ defineTool, z }) => defineTool({
    name: '${name}', title: 'T', description: 'D', icon: 'IconT', input: z.object({}), execute: () => '${name}',
  });`;

test('files with the suffix are found, others are not looked at', async () => {
  const folder = newFolder({ 'a.tool.mjs': toolFile('a'), 'b.tool.js': toolFile('b'), 'c.mjs': 'throw new Error()' });
  const { tools, broken } = await scanTools([folder]);
  expect([...tools.keys()]).toEqual(['a', 'b']);
  expect(broken).toEqual([]);
});

test('a broken or duplicate file is named with its reason, and the rest load', async () => {
  const first = newFolder({ 'one.tool.mjs': toolFile('one') });
  const second = newFolder({
    'bad.tool.mjs': 'this is no code',
    'empty.tool.mjs': 'export const x = 1;',
    'one.tool.mjs': toolFile('one'),
    'two.tool.mjs': toolFile('two'),
  });
  const { tools, broken } = await scanTools([first, second, join(first, 'missing')]);
  expect([...tools.keys()]).toEqual(['one', 'two']);
  expect(broken).toEqual([
    { file: 'bad.tool.mjs', reason: expect.any(String) },
    { file: 'empty.tool.mjs', reason: expect.stringContaining('exports no tool') },
    { file: 'one.tool.mjs', reason: expect.stringContaining('a tool named one already') },
  ]);
});
