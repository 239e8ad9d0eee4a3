import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { newId } from '@signalbox/contracts';
import type { DeliverableActivity } from '@signalbox/database';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

import { MemoryStore } from './memory-store.ts';

const entry: DeliverableActivity = {
  workspaceId: newId(),
  id: newId(),
  at: new Date('2025-11-08T23:00:00.000Z'),
  type: 'success',
  status: 'success',
  taskId: '123',
  output: 'Task completed successfully',
  error: null,
  durationMs: 300_000,
  project: 'dashboard',
  intent: 'implementation',
  reason: 'Agent activity logging',
  agentId: newId(),
  agentSlug: 'backend-dev',
  agentName: 'Backend API Developer',
  agentType: 'Development',
  agentCapabilities: ['FastAPI', 'PostgreSQL'],
};

/** The reference memory server, which keeps what it is given in a file. */
const memoryServer = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-memory/dist/index.js'));

const open = (memoryCommand: string, dataDir: string): MemoryStore => {
  const store = new MemoryStore({ memoryCommand, memoryUrl: undefined, dataDir });
  onTestFinished(() => store.close());
  return store;
};

const openReference = () => {
  const folder = makeTestFolder('memory');
  const file = join(folder, 'memory.jsonl');
  return { store: open(`MEMORY_FILE_PATH='${file}' exec '${process.execPath}' '${memoryServer}'`, folder), file };
};

/** The store that this program is. */
const openProgram = (body: string): MemoryStore => {
  const folder = makeTestFolder('memory');
  writeFileSync(join(folder, 'store.mjs'), body);
  return open(`exec '${process.execPath}' store.mjs`, folder);
};

/** A program that speaks MCP: these answers by their methods, beside the one to its greeting. */
const toProgram = (answers: string): string => `import { createInterface } from 'node:readline';
const tools = (...names) => ({ tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })) });
const answers = {
  initialize: () => ({ protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'x', version: '1' } }),
  ${answers}
};
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line);
  if (id === undefined) return;
  const outcome = answers[method] ? { result: answers[method]() } : { error: { code: -32601, message: 'unknown' } };
  console.log(JSON.stringify({ jsonrpc: '2.0', id, ...outcome }));
});`;

test('an entry is stored once with its tags, however often it is brought, and found by its words', async () => {
  const { store, file } = openReference();
  await store.check();
  const other = { ...entry, id: newId(), output: 'Migrated the invoices' };
  await store.put([entry]);
  await store.put([entry, other]);
  const nodes = readFileSync(file, 'utf8').trim().split('\n');
  expect(nodes).toHaveLength(2);
  const { name, observations } = JSON.parse(nodes[0] ?? '');
  expect(name).toBe(`activity ${entry.id}`);
  expect(JSON.parse(observations.at(-1))).toEqual({
    duration_ms: 300_000,
    who: {
      agent_id: 'backend-dev',
      agent_type: 'Backend API Developer',
      agent_category: 'Development',
      agent_capabilities: ['FastAPI', 'PostgreSQL'],
    },
    when: {
      iso_timestamp: '2025-11-08T23:00:00.000Z',
      unix_timestamp: 1_762_642_800,
      readable: '2025-11-08 23:00:00 UTC',
    },
    project: { project_id: 'dashboard', project_name: 'dashboard', task_id: '123' },
    why: { intent: 'implementation', description: 'Agent activity logging' },
  });
  expect(await store.search('invoices')).toEqual([other.id]);
  expect(await store.search('implementation')).toEqual([entry.id, other.id]);
  expect(await store.search('nothing')).toEqual([]);
});

test('a store that has crashed is started again by the next question', async () => {
  const store = openProgram(
    toProgram(`'tools/list': () => tools('create_entities', 'search_nodes'), 'tools/call': () => process.exit(1)`),
  );
  await store.check();
  await expect(store.put([entry])).rejects.toThrow('Connection closed');
  await store.check();
});

test('a store without what is needed is told by name', async () => {
  const store = openProgram(toProgram(`'tools/list': () => tools('search_nodes')`));
  await expect(store.check()).rejects.toThrow('The memory store has no tool create_entities.');
});

test('answers that are no answers are failures', async () => {
  const store = openProgram(
    toProgram(
      `'tools/list': () => ({ tools: 'many' }), 'tools/call': () => ({ content: [{ type: 'text', text: '<p>' }] })`,
    ),
  );
  await expect(store.check()).rejects.toThrow('Invalid result for tools/list');
  await expect(store.search('x')).rejects.toThrow('can’t be read');
});

test('a program that is none, or ends at once, is a failure', async () => {
  const missing = open('no-such-program-anywhere', makeTestFolder('memory'));
  await expect(missing.check()).rejects.toThrow('no-such-program-anywhere: not found');
  await expect(openProgram('process.exit(3);').check()).rejects.toThrow('The memory store can’t be opened.');
});

test('a store at an address is spoken to over HTTP', async () => {
  const entities = [{ name: `activity ${entry.id}` }, { name: 'activity of somebody else' }];
  const names = ['create_entities', 'search_nodes'];
  const results: Record<string, object> = {
    initialize: {
      protocolVersion: '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: { name: 'x', version: '1' },
    },
    'tools/list': { tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })) },
    'tools/call': { content: [{ type: 'text', text: JSON.stringify({ entities }) }] },
  };
  const answer = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') {
      reply.writeHead(405).end();
      return;
    }
    const { id, method } = z.object({ id: z.unknown().optional(), method: z.string() }).parse(await json(request));
    if (id === undefined) {
      reply.writeHead(202).end();
      return;
    }
    const result = results[method];
    const outcome = result ? { result } : { error: { code: -32601, message: 'unknown' } };
    reply.setHeader('content-type', 'application/json').end(JSON.stringify({ jsonrpc: '2.0', id, ...outcome }));
  };
  const server = createServer((request, reply) => void answer(request, reply)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const memoryUrl = `http://127.0.0.1:${port}/mcp`;
  const store = new MemoryStore({ memoryCommand: undefined, memoryUrl, dataDir: '' });
  await store.check();
  await store.put([entry]);
  expect(await store.search('x')).toEqual([entry.id]);
  await store.close();
});
