import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, execPath } from 'node:process';

import type { SignalboxClient } from '@signalbox/client';
import { isFinalRunStatus, type RunDetail } from '@signalbox/contracts';
import { openTestDatabase, testEngines } from '@signalbox/database/testing';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { describe, expect, onTestFinished, test } from 'vitest';

import { runCommand } from '../testing/run-command.ts';
import { startServer } from '../testing/start-server.ts';

type Environment = Readonly<Record<string, string>>;

/** Slow enough that runs are under way for seconds. */
const pace: Environment = { SIGNALBOX_DEMO_TOKENS_PER_SECOND: '25' };

const start = async (dataDir: string, environment: Environment) => {
  const server = await startServer(dataDir, { ...pace, ...environment });
  onTestFinished(server.stop);
  return server;
};

const ask = async (client: SignalboxClient, message: string): Promise<string> =>
  (await client.runs.start.mutate({ message })).runId;

const waitForEnd = async (client: SignalboxClient, runId: string): Promise<RunDetail> => {
  const get = (): Promise<RunDetail> => client.runs.get.query({ runId });
  await expect.poll(async () => isFinalRunStatus((await get()).status), { timeout: 60_000 }).toBe(true);
  return get();
};

/** Environments of a database to back up and of an empty one to restore into, on one engine. */
const makeDatabases = async (engine: (typeof testEngines)[number]): Promise<readonly [Environment, Environment]> => {
  if (engine === 'pglite') return [{}, {}];
  const [full, empty] = [await openTestDatabase({ engine }), await openTestDatabase({ engine })];
  onTestFinished(async () => {
    await full.close();
    await empty.close();
  });
  await empty.authDb.schema.dropSchema('public').cascade().execute();
  await empty.authDb.schema.createSchema('public').execute();
  return [{ DATABASE_URL: full.url ?? '' }, { DATABASE_URL: empty.url ?? '' }];
};

describe.each(testEngines)('on %s', (engine) => {
  test('a backup made while runs execute brings back every ended one whole, and the others go on and end', async () => {
    const [from, to] = await makeDatabases(engine);
    const dataDir = join(makeTestFolder('backup'), 'data');
    const first = await start(dataDir, from);
    const path = { PATH: env['PATH'] ?? '' };
    const settings = { ...path, SIGNALBOX_DATA_DIR: dataDir, SIGNALBOX_URL: first.url, ...from };
    const ended = [await ask(first.client, '2 + 3'), await ask(first.client, '5 + 10, then multiply by 3')];
    const before = await Promise.all(ended.map((runId) => waitForEnd(first.client, runId)));
    const long = '1 + 1, then add 2, then add 3, then add 4, then add 5, then add 6';
    const open = await Promise.all([1, 2, 3, 4].map(() => ask(first.client, long)));
    await expect.poll(async () => (await first.client.runs.get.query({ runId: open[3] ?? '' })).status).toBe('running');
    mkdirSync(join(dataDir, 'files', 'w'), { recursive: true });
    writeFileSync(join(dataDir, 'files', 'w', 'note.txt'), 'kept');

    const file = join(makeTestFolder('archive'), 'one.tar.gz');
    const made = await runCommand(['backup', file, '--with-secrets', '--json'], settings);
    expect(made.stderr).toContain('The master key is in it');
    expect([made.exitCode, JSON.parse(made.stdout)]).toMatchObject([
      0,
      { file, secrets: ['master-key', 'session-secret'] },
    ]);
    const underWay = await Promise.all(open.map((runId) => first.client.runs.get.query({ runId })));
    expect(underWay.filter(({ status }) => status === 'running').length).toBeGreaterThan(0);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('snapshot-'))).toEqual([]);
    await first.stop();

    const restored = join(makeTestFolder('restored'), 'data');
    const back = await runCommand(['restore', file], { ...path, SIGNALBOX_DATA_DIR: restored, ...to });
    expect(back).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(restored) });
    expect(readFileSync(join(restored, 'master-key'))).toEqual(readFileSync(join(dataDir, 'master-key')));
    expect(readFileSync(join(restored, 'files', 'w', 'note.txt'), 'utf8')).toBe('kept');
    const second = await start(restored, to);
    const after = await Promise.all(ended.map((runId) => second.client.runs.get.query({ runId })));
    expect(after).toEqual(before);
    const others = await Promise.all(open.map((runId) => waitForEnd(second.client, runId)));
    for (const { status, events } of others) {
      expect([status, events.at(-1)?.type]).toEqual(['completed', 'run-end']);
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(JSON.stringify(events.findLast(({ type }) => type === 'agent-response'))).toContain('The result is 22.');
    }
    const resumed = others.filter(({ events }) => events.some(({ type }) => type === 'run-resume'));
    expect(resumed.length).toBeGreaterThan(0);
  }, 180_000);
});

describe.each(testEngines.filter((engine) => engine === 'postgres'))('with %s', () => {
  const folder = () => makeTestFolder('backup');

  test('the password stands neither among the arguments nor in what is printed; pg_dump is told from a missing one', async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    onTestFinished(() => database.close());
    const bin = folder();
    const seen = join(bin, 'seen');
    const url = new URL(database.url ?? '');
    url.password = 'p%40ss word';
    writeFileSync(
      join(bin, 'pg_dump'),
      `#!/bin/sh\n[ "$1" = --version ] && echo "pg_dump (PostgreSQL) 99.1" && exit\necho "$* / $PGPASSWORD" > "${seen}"\necho broken >&2\nexit 1\n`,
      { mode: 0o755 },
    );
    const settings = { SIGNALBOX_DATA_DIR: folder(), DATABASE_URL: url.href };
    const failed = await runCommand(['backup', join(folder(), 'a')], {
      ...settings,
      PATH: `${bin}${delimiter}/usr/bin:/bin`,
    });
    expect(failed).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining('pg_dump failed: broken'),
    });
    const [args = '', password] = readFileSync(seen, 'utf8').trim().split(' / ');
    expect([args.includes('p%40ss'), args.includes('p@ss'), password]).toEqual([false, false, 'p@ss word']);
    expect(failed.stderr).not.toMatch(/p(?:%40|@)ss/);

    const missing = await runCommand(['backup', join(folder(), 'a')], { ...settings, PATH: folder() });
    expect(missing).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('There is no pg_dump on this machine'),
    });
    writeFileSync(join(bin, 'pg_dump'), '#!/bin/sh\necho "pg_dump (PostgreSQL) 9.6.24"\n');
    const old = await runCommand(['backup', join(folder(), 'a')], {
      ...settings,
      PATH: `${bin}${delimiter}/usr/bin:/bin`,
    });
    expect(old).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/pg_dump is of PostgreSQL 9, and the server of \d\d/),
    });
  }, 60_000);

  test('a database that holds something is not restored into', async () => {
    const database = await openTestDatabase({ engine: 'postgres' });
    onTestFinished(() => database.close());
    const file = join(folder(), 'any');
    writeFileSync(file, '');
    const settings = { SIGNALBOX_DATA_DIR: join(folder(), 'data'), DATABASE_URL: database.url };
    const refused = await runCommand(['restore', file, '--replace'], settings);
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is not empty') });
  }, 60_000);
});

test('without a server the folder is opened for it; what is there is put aside only when that is wanted', async () => {
  const dataDir = join(makeTestFolder('backup'), 'data');
  const server = await start(dataDir, {});
  const runId = await ask(server.client, '2 + 3');
  const before = await waitForEnd(server.client, runId);
  const settings = { SIGNALBOX_DATA_DIR: dataDir, SIGNALBOX_URL: 'http://127.0.0.1:9' };
  const file = join(makeTestFolder('archive'), 'one.tar.gz');

  const away = await runCommand(['backup', file], settings);
  expect(away).toMatchObject({
    exitCode: 3,
    stdout: '',
    stderr: expect.stringContaining('does not answer at http://127'),
  });
  await server.stop();
  expect(await runCommand(['backup', file], settings)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(file),
  });
  expect(await runCommand(['backup', file], settings)).toMatchObject({
    exitCode: 1,
    stderr: `${file} is there already.\n`,
  });

  const again = await start(dataDir, {});
  const inUse = await runCommand(['restore', file, '--replace'], settings);
  expect(inUse).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is in use by the process') });
  await ask(again.client, '1 + 1');
  await again.stop();
  const masterKey = readFileSync(join(dataDir, 'master-key'));
  expect(await runCommand(['restore', file], settings)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('it has postgres'),
  });
  const { exitCode, stdout } = await runCommand(['restore', file, '--replace', '--json'], settings);
  const { replaced } = JSON.parse(stdout);
  expect([exitCode, readdirSync(replaced)]).toEqual([0, ['postgres']]);
  expect(readFileSync(join(dataDir, 'master-key'))).toEqual(masterKey);
  const third = await start(dataDir, {});
  expect((await third.client.runs.list.query({})).items.map(({ id }) => id)).toEqual([runId]);
  expect(await third.client.runs.get.query({ runId })).toEqual(before);
}, 120_000);

test('Ctrl+C leaves no half file, and the exit code of an interruption', async () => {
  const dataDir = join(makeTestFolder('backup'), 'data');
  const server = await start(dataDir, {});
  await server.stop();
  // a file with holes: long to read, nothing on the disk
  mkdirSync(join(dataDir, 'files'));
  writeFileSync(join(dataDir, 'files', 'large'), '');
  truncateSync(join(dataDir, 'files', 'large'), 40e9);
  const folder = makeTestFolder('archive');
  const main = join(import.meta.dirname, '..', 'main.ts');
  const child = spawn(execPath, [main, 'backup', join(folder, 'one.tar.gz')], {
    env: { SIGNALBOX_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const closed = once(child, 'close');
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await expect.poll(() => stderr, { timeout: 30_000 }).toContain('Writing the archive: 40.0 GB');
  // as a terminal and npm do: the same signal twice
  child.kill('SIGINT');
  child.kill('SIGINT');
  expect([await closed, stderr.trim().split('\n').at(-1)]).toEqual([[130, null], 'Stopped. Nothing is left behind.']);
  expect([readdirSync(folder), readdirSync(dataDir).filter((name) => name.startsWith('snapshot-'))]).toEqual([[], []]);
}, 60_000);
