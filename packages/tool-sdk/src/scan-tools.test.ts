import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { scanTools } from './scan-tools.ts';

const newFolder = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-tools-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

/** A file in the form for folders outside the repository, with a tool of each name. */
const toolFile = (...names: string[]): string => `
  const common = { title: 'T', description: 'D', icon: 'IconT', execute: () => 'done' };
  export const tool = ({ defineTool, z }) =>
    ${JSON.stringify(names)}.map((name) => defineTool({ ...common, name, input: z.object({}) }));`;

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

test('a file that never loads is given up, and a file loads whole or not at all', async () => {
  const folder = newFolder({
    'a.tool.mjs': toolFile('a'),
    'hangs.tool.mjs': 'await new Promise(() => {}); export const tool = 1;',
    'twice.tool.mjs': toolFile('b', 'a'),
  });
  const { tools, broken } = await scanTools([folder], { loadTimeoutMs: 1000 });
  expect([...tools.keys()]).toEqual(['a']);
  expect(broken).toEqual([
    { file: 'hangs.tool.mjs', reason: 'did not load within 1000 ms' },
    { file: 'twice.tool.mjs', reason: 'there is a tool named a already' },
  ]);
});

test('with what was seen before, a file is loaded again when it was written, and only then', async () => {
  const folder = newFolder({ 'a.tool.mjs': toolFile('a'), 'b.tool.mjs': toolFile('b') });
  const seen = new Map();
  const first = await scanTools([folder], { seen });
  writeFileSync(join(folder, 'b.tool.mjs'), toolFile('b', 'c'));
  writeFileSync(join(folder, 'd.tool.mjs'), 'this is no code');
  const second = await scanTools([folder], { seen });
  expect([...second.tools.keys()]).toEqual(['a', 'b', 'c']);
  expect(second.tools.get('a')).toBe(first.tools.get('a'));
  expect(second.tools.get('b')).not.toBe(first.tools.get('b'));
  expect(second.broken).toMatchObject([{ file: 'd.tool.mjs' }]);
  rmSync(join(folder, 'b.tool.mjs'));
  expect([...(await scanTools([folder], { seen })).tools.keys()]).toEqual(['a']);
});

test('a wrong definition is told in plain words', async () => {
  const { broken } = await scanTools([newFolder({ 'bad.tool.mjs': toolFile('Not a name').replace("'T'", "' '") })]);
  expect(broken[0]?.reason).toMatch(/^The definition of the tool is wrong: name: must be .*; title: /);
});
