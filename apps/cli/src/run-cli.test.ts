import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { CreatedApiKey, newId } from '@signalbox/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { openAnsweringServer } from './testing/open-answering-server.ts';
import { runCommand } from './testing/run-command.ts';

const created: CreatedApiKey = {
  id: newId(),
  name: 'first',
  prefix: 'sb_12345678',
  scopes: ['admin', 'run'],
  requestsPerMinute: 500,
  createdAt: '2026-11-21T00:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  key: 'sb_secret',
};

const envelope = { epoch: 1, at: '2026-11-21T00:00:00.000Z' };
const call = { callId: 'c.1', attempt: 1, providerCallId: null, tool: 'web_search', arguments: {}, effect: 'read' };
const result = { callId: 'c.1', outcome: 'ok', text: 'found', bytes: 5, durationMs: 7 };
const said = (message: string) => ({ type: 'tool-progress', callId: 'c.1', execution: 1, message });
/** As the server streams it. */
const watched = [
  { seq: 1, ...envelope, type: 'tool-call', payload: { ...call, idempotencyKey: 'k' } },
  said('1 of 2'),
  said('2 of\u001B[2J 2'),
  { seq: 2, ...envelope, type: 'tool-result', payload: result },
  { seq: 3, ...envelope, type: 'run-end', payload: { status: 'completed' } },
];
const watch = (input: string): string => {
  const items = watched.filter((item) => 'seq' in item || input.includes('"deltas":true'));
  const messages = items.map((item) => `${'seq' in item ? `id: ${item.seq}\n` : ''}data: ${JSON.stringify(item)}\n\n`);
  return `event: connected\ndata: {}\n\n${messages.join('')}event: return\ndata: \n\n`;
};

const answers = {
  '/healthz': {},
  '/readyz': {},
  '/trpc/apiKeys.create': [{ result: { data: created } }],
  '/trpc/apiKeys.list': [{ result: { data: { items: [created], nextCursor: null } } }],
  '/trpc/runs.get': [{ result: { data: {} } }],
  '/trpc/viewer.get': [{ result: { data: { workspace: { name: 'Ours' } } } }],
  '/trpc/tools.list': [{ result: { data: { items: [], broken: [{ file: 'x.tool.ts', reason: 'no name' }] } } }],
};

let dataDir: string;
let server: Awaited<ReturnType<typeof openAnsweringServer>>;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-cli-'));
  writeFileSync(join(dataDir, 'cli-token'), 'machine-token\n');
  server = await openAnsweringServer(answers, { '/trpc/runs.watch': watch });
});

afterEach(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true });
});

const run = (line: string, environment: Record<string, string> = {}, isTTY = false) =>
  runCommand(line.split(' '), { SIGNALBOX_DATA_DIR: dataDir, SIGNALBOX_URL: server.url, ...environment }, { isTTY });

test('keys create --json prints one JSON object with the key and nothing else', async () => {
  const { exitCode, stdout, stderr } = await run(
    'keys create --name first --scopes admin,run --requests-per-minute 500 --json',
  );
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(CreatedApiKey.parse(JSON.parse(stdout)).key).toBe('sb_secret');
  const body = { '0': { name: 'first', scopes: ['admin', 'run'], expiresAt: null, requestsPerMinute: 500 } };
  expect(server.seen).toEqual([{ path: '/trpc/apiKeys.create', authorization: 'Bearer machine-token', body }]);
});

test('keys rotate makes a key like the old one, which goes on for the grace', async () => {
  const { exitCode, stdout } = await run(`keys rotate ${created.id} --grace-hours 24`);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('The old key sb_12345678… works for 24 h more at the most.');
  const { name, scopes, requestsPerMinute } = created;
  const replaces = { id: created.id, graceMs: 86_400_000 };
  const body = { '0': { name, scopes, requestsPerMinute, expiresAt: null, replaces } };
  expect(server.seen.at(-1)).toMatchObject({ path: '/trpc/apiKeys.create', body });
  const unknown = newId();
  expect(await run(`keys rotate ${unknown}`)).toMatchObject({ exitCode: 1, stderr: `There is no key ${unknown}.\n` });
});

test('a key from the environment comes before the token of the folder', async () => {
  await run('keys create --name first --scopes run', { SIGNALBOX_API_KEY: 'sb_mine' });
  expect(server.seen[0]?.authorization).toBe('Bearer sb_mine');
});

test.for([
  ['kyes', 'Did you mean keys?'],
  ['keys create --name x', '--scopes'],
  ['keys create --name x --scopes root', 'ingest, read, run, admin'],
  ['keys create --name x --scopes run --expires-in-days 0', 'whole number from 1'],
])('%s is wrong usage', async ([line = '', part = '']) => {
  const { exitCode, stdout, stderr } = await run(line);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(part);
  expect(server.seen).toEqual([]);
});

test('what the server refuses is a sentence with its code and request id', async () => {
  const { exitCode, stdout, stderr } = await run(`runs cancel ${newId()}`);
  expect([exitCode, stdout]).toEqual([1, '']);
  expect(stderr).toBe('There is no such run. (run.not-found, request r-1)\n');
});

test('a server that is not running is a sentence that says how to start it', async () => {
  const away = await openAnsweringServer({});
  await away.close();
  const { exitCode, stderr } = await run('runs start hello', { SIGNALBOX_URL: away.url });
  expect(exitCode).toBe(3);
  expect(stderr).toContain(`The server at ${away.url} does not answer`);
  expect(stderr).toContain('npm start');
});

test('a backup says what it can’t begin with', async () => {
  const nowhere = join(dataDir, 'nowhere');
  expect(await run(`backup ${join(nowhere, 'a')}`)).toMatchObject({
    exitCode: 1,
    stderr: `There is no folder ${nowhere}.\n`,
  });
  const none = await run(`backup ${join(dataDir, 'a')}`);
  expect(none).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('There is no database of Signalbox in') });
  const away = await run(`backup ${join(dataDir, 'a')}`, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(away).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringContaining('does not answer') });
  expect(readdirSync(dataDir)).toEqual(['cli-token']);
});

test('without a token it says where one comes from', async () => {
  const { exitCode, stderr } = await run('keys list', { SIGNALBOX_DATA_DIR: join(dataDir, 'nowhere') });
  expect(exitCode).toBe(4);
  expect(stderr).toContain(join(dataDir, 'nowhere', 'cli-token'));
});

test('a terminal shows how far a tool is on a line that goes with its result, a pipe gets steps only', async () => {
  const line = `runs watch ${newId()}`;
  const steps = [
    '00:00.00  call     web_search {}\n',
    '00:00.00  result   ok in 7 ms: found\n',
    '00:00.00  end      completed\n',
  ];
  expect(await run(line)).toEqual({ exitCode: 0, stdout: steps.join(''), stderr: '' });
  const { stdout } = await run(line, { NO_COLOR: '1' }, true);
  const now = (message: string) => `\r\u001B[K\u001B[?7l          now      ${message}\u001B[?7h`;
  const [called, ...rest] = steps;
  expect(stripVTControlCharacters(stdout)).toBe(
    stripVTControlCharacters([called, now('1 of 2'), now('2 of[2J 2'), '\r', ...rest].join('')),
  );
  expect(stdout).toContain(`${now('1 of 2')}${now('2 of[2J 2')}\r\u001B[K`);
});

test('tools new writes a tool once, where the server looks for it, under names of both worlds', async () => {
  const { exitCode, stdout } = await run('tools new count-words');
  const file = join(dataDir, 'tools', 'count-words.tool.ts');
  expect([exitCode, stdout.split('\n')[0]]).toEqual([0, file]);
  expect(readFileSync(file, 'utf8')).toContain("name: 'count_words'");
  expect(await run('tools new count_words')).toMatchObject({ exitCode: 1, stderr: `${file} is there already.\n` });
  const elsewhere = join(dataDir, 'mine');
  await run('tools new a', { SIGNALBOX_TOOLS_DIR: elsewhere });
  expect(readdirSync(elsewhere)).toEqual(['a.tool.ts']);
  expect(await run('tools new ../evil')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is no name') });
});

test('doctor names what is wrong, and fails for it', async () => {
  const { exitCode, stdout } = await run('doctor');
  const lines = stdout.trim().split('\n');
  expect(lines.map((line) => line.split(/\s+/)[1])).toEqual([
    'node',
    'data',
    'dashboard',
    'server',
    'database',
    'token',
    'tools',
  ]);
  expect(lines[5]).toContain('opens the workspace Ours');
  expect(lines[6]).toMatch(/^FAILED {3}tools.*x\.tool\.ts: no name/);
  expect(exitCode).toBe(1);
});

test('doctor without a server skips what needs one', async () => {
  const away = await openAnsweringServer({});
  await away.close();
  const { exitCode, stdout } = await run('doctor', { SIGNALBOX_URL: away.url });
  expect(stdout).toMatch(/^FAILED {3}server/m);
  expect(stdout.match(/^skipped/gm)).toHaveLength(3);
  expect(exitCode).toBe(1);
});
