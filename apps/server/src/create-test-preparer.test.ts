import { readdirSync } from 'node:fs';

import { AppError, newId } from '@signalbox/contracts';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { defineTool, ToolError } from '@signalbox/tool-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { createTestPreparer } from './create-test-preparer.ts';
import { createToolReach } from './create-tool-reach.ts';

const log: string[] = [];
const base = { description: 'For tests.', icon: 'IconTestPipe' };

const echo = defineTool({
  ...base,
  name: 'echo',
  title: 'Echo',
  input: z
    .strictObject({ text: z.string(), times: z.int().min(1).default(1) })
    .refine(({ text }) => text !== 'no', 'not so'),
  execute: ({ text, times }, context) => {
    context.log(`${context.runId} ${context.callId}`);
    if (text === 'refuse') throw new ToolError('I will not.');
    if (text === 'break') throw new Error('It broke.');
    return text.repeat(times);
  },
});

/** Never answers, and hears no signal. */
const deaf = defineTool({
  ...base,
  name: 'deaf',
  title: 'Deaf',
  input: z.strictObject({}),
  timeoutMs: 20,
  execute: () => new Promise<string>(() => undefined),
});

/** Tells what it reaches. */
const reach = defineTool({
  ...base,
  name: 'reach',
  title: 'Reach',
  input: z.strictObject({ url: z.string() }),
  execute: async ({ url }, { fetch, secret, folder }) => ({
    blocked: await fetch(url).catch((error: Error) => error.name),
    secrets: [await secret('weather'), await secret('other')],
    files: readdirSync(folder),
    folder,
  }),
});

const tools = new Map([echo, deaf, reach].map((tool) => [tool.name, tool]));
const { toolReach } = createToolReach({
  dataDir: makeTestFolder('reach'),
  allowAddresses: [],
  toolSecrets: new Map([['WEATHER', 'w1']]),
});
const prepare = createTestPreparer({ tools: () => tools, toolReach, log: (message) => log.push(message) });
const workspaceId = newId();
const run = (name: string, values: Parameters<typeof prepare>[0]['arguments'], signal = new AbortController().signal) =>
  prepare({ workspaceId, name, arguments: values })(signal);

test('what the tool gives is answered as text, under a run and call of its own', async () => {
  expect(await run('echo', { text: 'hé' })).toMatchObject({ outcome: 'ok', text: 'hé', bytes: 3 });
  await run('echo', { text: 'a' });
  expect(new Set(log).size).toBe(2);
});

test('a tool reaches the guarded network, its secrets and its workspace’s folder', async () => {
  const { text } = await run('reach', { url: 'http://127.0.0.1:1/' });
  expect(JSON.parse(text)).toEqual({
    blocked: 'BlockedAddressError',
    secrets: ['w1', null],
    files: [],
    folder: expect.stringMatching(new RegExp(`files.${workspaceId}$`)),
  });
});

test('a long result is cut to 256 kB, between two characters, and its true size is told', async () => {
  const { text, bytes } = await run('echo', { text: 'aé', times: 100_001 });
  expect(bytes).toBe(300_003);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(256 * 1024);
  expect(Buffer.byteLength(text)).toBeGreaterThan(256 * 1024 - 3);
  expect('aé'.repeat(100_001).startsWith(text)).toBe(true);
});

test('failures are outcomes: what the tool says, a fault of it, no answer in time, and nobody waiting any more', async () => {
  expect(await run('echo', { text: 'refuse' })).toMatchObject({ outcome: 'error', text: 'I will not.' });
  expect(await run('echo', { text: 'break' })).toMatchObject({ outcome: 'error', text: 'echo failed: It broke.' });
  expect(await run('deaf', {})).toMatchObject({ outcome: 'timeout' });
  expect(await run('deaf', {}, AbortSignal.abort())).toMatchObject({ outcome: 'cancelled' });
});

test('arguments that do not fit are refused before anything runs, each fault under its field', () => {
  const pathsOf = (values: Parameters<typeof prepare>[0]['arguments']): string[] => {
    try {
      prepare({ workspaceId, name: 'echo', arguments: values });
    } catch (error) {
      if (error instanceof AppError && error.code === 'request.invalid') return error.issues.map(({ path }) => path);
      throw error;
    }
    return [];
  };
  expect(pathsOf({ times: 0, other: 1 }).toSorted()).toEqual(['arguments.other', 'arguments.text', 'arguments.times']);
  expect(pathsOf({ text: 'no' })).toEqual(['arguments']);
  expect(pathsOf({ text: 'yes' })).toEqual([]);
  expect(() => prepare({ workspaceId, name: 'none', arguments: {} })).toThrow('There is no tool none.');
});
