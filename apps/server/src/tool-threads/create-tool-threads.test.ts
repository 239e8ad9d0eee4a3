import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { createTestContext, scanTools, type Tool, type ToolContext, ToolError } from '@signalbox/tool-sdk';
import { expect, onTestFinished, test } from 'vitest';

import { resolveToolImports } from '../resolve-tool-imports.ts';
import { createToolThreads } from './create-tool-threads.ts';

const toFile = (head: string, rest: string): string => `
  import { isMainThread } from 'node:worker_threads';
  import { defineTool, ToolError } from '@signalbox/tool-sdk';
  import { z } from 'zod';
  ${head}
  export const subject = defineTool({
    name: 'subject', title: 'T', description: 'D', icon: 'IconT', input: z.object({ x: z.int() }), ${rest}
  });`;

/** The one tool of a folder with this file, run in its thread. */
const openTool = async ({ head = '', rest }: { head?: string; rest: string }, loadTimeoutMs = 5000) => {
  const folder = makeTestFolder('threads');
  writeFileSync(join(folder, 'subject.tool.mjs'), toFile(head, rest));
  const threads = createToolThreads(folder);
  const stopResolving = resolveToolImports(folder);
  onTestFinished(async () => {
    await threads.close();
    stopResolving();
  });
  const { tools, broken } = await scanTools([folder], { place: threads.place, loadTimeoutMs });
  return { tool: tools.get('subject'), broken, url: pathToFileURL(folder).href };
};

const parse = (tool: Tool | undefined, x = 1) => {
  const parsed = tool?.parse({ x });
  if (parsed?.ok !== true) throw new Error('The arguments are wrong.');
  return parsed;
};
const run = (tool: Tool | undefined, change: Partial<ToolContext> = {}, x = 1) =>
  parse(tool, x).execute(createTestContext(change));

test('a tool runs in a thread of its own, with all that its context has', async () => {
  const server = createServer((request, response) => {
    response.setHeader('x-method', request.method ?? '');
    request.pipe(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/`;
  const { tool } = await openTool({
    rest: `execute: async ({ x }, { fetch, secret, log, progress, folder, signal, ...ids }) => {
      log('hello');
      progress('half', 0.5);
      const answer = await fetch('${url}', { method: 'POST', body: 'sent ' + x, signal });
      const method = answer.headers.get('x-method');
      return { isMainThread, text: await answer.text(), method, url: answer.url, key: await secret('KEY'), folder, ...ids };
    }`,
  });
  const said: string[] = [];
  const output = await run(tool, {
    fetch,
    folder: '/files/w',
    secret: async (name) => `${name} of w`,
    log: (message) => said.push(message),
    progress: (message, fraction) => said.push(`${message} ${fraction}`),
  });
  expect(output).toEqual({
    isMainThread: false,
    text: 'sent 1',
    method: 'POST',
    url,
    key: 'KEY of w',
    folder: '/files/w',
    workspaceId: 'w',
    runId: 'r',
    callId: 'r.1',
    idempotencyKey: 'k',
  });
  expect(said).toEqual(['hello', 'half 0.5']);
});

test('what a tool throws and what it knows of a lost call come through', async () => {
  const { tool } = await openTool({
    rest: `
      execute: ({ x }, { fetch }) => { if (x === 1) throw new ToolError('mend x'); return fetch('http://x.test'); },
      reconcile: async ({ x }) => x === 1 ? null : { happened: true, output: x },`,
  });
  await expect(run(tool)).rejects.toBeInstanceOf(ToolError);
  await expect(run(tool)).rejects.toThrow('mend x');
  await expect(run(tool, {}, 2)).rejects.toThrow('This test gave its tool no fetch.');
  expect(await parse(tool, 1).reconcile(createTestContext())).toBeNull();
  expect(await parse(tool, 2).reconcile(createTestContext())).toEqual({ happened: true, output: 2 });
});

test('one that needs too much memory is ended alone, and the next call has a new thread', async () => {
  const { tool } = await openTool({
    rest: `execute: ({ x }) => { const all = []; while (x === 1) all.push(new Array(100_000).fill(x)); return x; }`,
  });
  await expect(run(tool)).rejects.toThrow('it needed more than 512 MB of memory, and was ended');
  expect(await run(tool, {}, 2)).toBe(2);
}, 30_000);

test('a loop that says its progress a million times is heard while it runs, at most 20 times a second', async () => {
  const { tool } = await openTool({
    rest: `execute: (_, { progress }) => {
      const startMs = performance.now();
      for (let index = 0; index < 1_000_000 || performance.now() - startMs < 120; index += 1)
        progress('line ' + index + '.'.repeat(1000));
      return performance.now() - startMs;
    }`,
  });
  const said: string[] = [];
  const spentMs = Number(await run(tool, { progress: (message) => said.push(message) }));
  expect(said[0]).toMatch(/^line 0\.+$/);
  expect(said.every(({ length }) => length === 500)).toBe(true);
  expect(said.length).toBeGreaterThan(2);
  expect(said.length).toBeLessThanOrEqual(1 + Math.ceil(spentMs / 50));
}, 30_000);

test('one that hangs is ended when its call is aborted, one that only waits goes on', async () => {
  const { tool } = await openTool({
    rest: `execute: ({ x }, { signal }) => { while (x === 1); return new Promise((done) => signal.addEventListener('abort', () => done(signal.reason.message))); }`,
  });
  const controller = new AbortController();
  const waiting = run(tool, { signal: controller.signal }, 2);
  controller.abort(new Error('enough'));
  expect(await waiting).toBe('enough');
  const second = new AbortController();
  const hanging = run(tool, { signal: second.signal });
  second.abort(new Error('enough'));
  await expect(hanging).rejects.toThrow('held the thread up');
}, 30_000);

test('a file that never loads is named, whether it waits or holds its thread up', async () => {
  for (const head of ['await new Promise(() => undefined);', 'for (;;);']) {
    const { tool, broken } = await openTool({ head, rest: 'execute: () => 1' }, 1000);
    expect(tool).toBeUndefined();
    expect(broken).toEqual([{ file: 'subject.tool.mjs', reason: 'did not load within 1000 ms' }]);
  }
}, 30_000);
