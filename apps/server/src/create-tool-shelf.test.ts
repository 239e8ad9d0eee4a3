import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { BrokenTool } from '@signalbox/contracts';
import { openTestDatabase } from '@signalbox/database/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { createTestContext } from '@signalbox/tool-sdk';
import { expect, onTestFinished, test, vi } from 'vitest';

import { createToolShelf } from './create-tool-shelf.ts';

const toolFile = (name: string, description: string): string => `
  export const tool = ({ defineTool, z }) => defineTool({
    name: '${name}', title: 'T', description: '${description}', icon: 'IconT', input: z.object({}), execute: () => 1,
  });`;

test('the built-in tools are there, and a folder is followed while the server runs', async () => {
  const database = await openTestDatabase({ engine: 'pglite' });
  const workspaceId = await database.newWorkspace();
  const toolsDir = makeTestFolder('shelf');
  const write = (file: string, content: string): void => writeFileSync(join(toolsDir, file), content);
  write('dice.tool.mjs', toolFile('dice', 'one'));
  write('clash.tool.mjs', toolFile('calculator', 'mine'));
  const broken: BrokenTool[] = [];
  const toolReach = () => createTestContext();
  const log = (): void => undefined;
  const shelf = await createToolShelf({ database, toolsDir, toolReach, log, onBroken: (fault) => broken.push(fault) });
  onTestFinished(async () => {
    await shelf.close();
    await database.close();
  });
  const builtIn = ['calculator', 'current_time', 'file_io', 'http_request', 'web_search'];
  expect([...shelf.catalog.tools.keys()]).toEqual([...builtIn, 'dice']);
  expect(shelf.catalog.broken).toEqual([
    { file: 'clash.tool.mjs', reason: expect.stringContaining('a tool named calculator') },
  ]);
  expect(shelf.catalog.tools.get('calculator')?.description).not.toBe('mine');

  write('dice.tool.mjs', toolFile('dice', 'another'));
  write('half.tool.mjs', 'export const tool = (');
  rmSync(join(toolsDir, 'clash.tool.mjs'));
  const until = (check: () => void) => vi.waitFor(check, { timeout: 8000 });
  await until(() => expect(shelf.catalog.broken).toMatchObject([{ file: 'half.tool.mjs' }]));
  expect(shelf.catalog.tools.get('dice')?.description).toBe('another');
  expect((await shelf.source.enabledTools(workspaceId)).get('dice')?.description).toBe('another');

  write('half.tool.mjs', toolFile('half', 'whole now'));
  rmSync(join(toolsDir, 'dice.tool.mjs'));
  await until(() => expect(shelf.catalog.broken).toEqual([]));
  expect([...shelf.catalog.tools.keys()]).toEqual([...builtIn, 'half']);
  expect([...(await shelf.source.enabledTools(workspaceId)).keys()]).toEqual([...builtIn, 'half']);
  const call = shelf.catalog.prepareTest({ workspaceId, name: 'half', arguments: {} });
  expect(await call(new AbortController().signal)).toMatchObject({ outcome: 'ok', text: '1' });
  expect(() => shelf.catalog.prepareTest({ workspaceId, name: 'dice', arguments: {} })).toThrow('no tool dice');
  expect(broken.map(({ file }) => file)).toEqual(['clash.tool.mjs', 'half.tool.mjs']);
}, 30_000);
