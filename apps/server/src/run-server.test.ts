import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, test } from 'vitest';

const newDataDir = (): string => makeTestFolder('run');

interface Program {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code. */
  readonly ended: Promise<unknown>;
}

const run = (env: Record<string, string>, ...args: string[]): Program => {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  return { child, stdout: () => texts.stdout, stderr: () => texts.stderr, ended };
};

test('asked for help it prints how to start it; wrong settings are sentences and code 2', async () => {
  const help = run({}, '--help');
  const wrong = run({ PORT: 'nonsense', HOST: '0.0.0.0' });
  expect(await help.ended).toBe(0);
  expect(help.stdout()).toMatch(/^Usage: /);
  expect(await wrong.ended).toBe(2);
  expect(wrong.stderr()).toMatch(/PORT must be .*\n.*HOST .*PUBLIC_URL/);
}, 20_000);

test('told to stop while its database is away, it ends in order', async () => {
  const program = run({
    PORT: '0',
    SIGNALBOX_DATA_DIR: newDataDir(),
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  });
  await expect.poll(() => program.stdout(), { timeout: 10_000 }).toContain('Stop it with Ctrl+C.');
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
}, 20_000);

test('the second of two on one folder and port names the first; a port of another program is a sentence', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const address = blocker.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  const settings = { PORT: port, SIGNALBOX_DATA_DIR: newDataDir() };
  const blocked = run(settings);
  expect(await blocked.ended).toBe(1);
  expect(blocked.stderr()).toBe('The port is in use by another program. Stop that, or set PORT to another.\n');
  blocker.close();
  const first = run(settings);
  await expect.poll(() => first.stdout(), { timeout: 20_000 }).toContain('/setup?token=');
  expect(first.stdout().trim().split('\n').length).toBeLessThanOrEqual(6);
  const second = run(settings);
  expect(await second.ended).toBe(1);
  expect(second.stderr()).toContain(`in use by the process ${first.child.pid}`);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const withoutPassword = run({ ...settings, OWNER_EMAIL: 'signe@example.com', OWNER_PASSWORD_FILE: '/nowhere' });
  expect(await withoutPassword.ended).toBe(2);
  expect(withoutPassword.stderr()).toContain('OWNER_PASSWORD_FILE can’t be read');
}, 60_000);
