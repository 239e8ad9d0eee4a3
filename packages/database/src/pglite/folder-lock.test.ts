import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { createInterface } from 'node:readline';

import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';

import { lockFolder } from './folder-lock.ts';
import { type ProcessIdentity, readOwnIdentity } from './process-identity.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Another process that runs the script, and its first line of output. */
const startProcess = async (script: string) => {
  const child = spawn(execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  for await (const line of createInterface(child.stdout)) return { child, exited, line };
  throw new Error('The process ended without a line.');
};

const holdScript = (): string => `
  import { lockFolder } from ${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)};
  await lockFolder(${JSON.stringify(folder)}).then(() => console.log('held'), (error) => console.log(error.message));
  process.stdin.resume();
`;

describe('two processes on one folder', () => {
  test('the second is refused at once, and told who has it', async () => {
    const { child, exited, line } = await startProcess(holdScript());
    expect(line).toBe('held');
    const refusal = await lockFolder(folder).catch((error: unknown) => String(error));
    expect(refusal).toContain(`process ${child.pid}`);
    expect(refusal).toContain(folder);
    child.kill('SIGKILL');
    await exited;
    const lock = await lockFolder(folder);
    expect((await startProcess(holdScript())).line).toContain(`process ${process.pid}`);
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('of several that find a stale lock, one takes it over', async () => {
    await writeFile(join(folder, 'database.lock'), JSON.stringify({ pid: 2 ** 30 }));
    const started = await Promise.all([1, 2, 3, 4].map(() => startProcess(holdScript())));
    const lines = started.map(({ line }) => line);
    expect(lines.filter((line) => line === 'held')).toHaveLength(1);
    expect(lines.filter((line) => line.includes('is in use by the process'))).toHaveLength(3);
  }, 20_000);
});

test('one process opens a folder once, and again after releasing it', async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}`);
  await lock.release();
  await (await lockFolder(folder)).release();
});

const stale: Record<string, (own: ProcessIdentity) => string> = {
  'a process that is gone': (own) => JSON.stringify({ ...own, pid: 2 ** 30 }),
  'an id used again by a later process': (own) => JSON.stringify({ ...own, pid: process.ppid, startTime: '1' }),
  'a time before the machine started': (own) => JSON.stringify({ ...own, pid: process.ppid, bootId: 'earlier' }),
  'our own id': (own) => JSON.stringify({ ...own, startTime: '1' }),
  'a writer that died in the middle': () => '{"pid":',
};

test.each(Object.entries(stale))('a lock of %s is taken over', async (_name, toContent) => {
  await writeFile(join(folder, 'database.lock'), toContent(await readOwnIdentity()));
  const lock = await lockFolder(folder);
  expect(await readFile(join(folder, 'database.lock'), 'utf8')).toContain(`"pid":${process.pid},`);
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
});
