import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, execPath } from 'node:process';
import { PassThrough } from 'node:stream';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { exampleId } from './add-command.ts';
import { readConfig } from './config.ts';
import { createProgram } from './create-program.ts';
import { exitCodes } from './exit-codes.ts';
import { runCommand } from './testing/run-command.ts';
import { type StartedServer, startServer } from './testing/start-server.ts';

/** The commands that do something, by their names: `keys create`. */
const listCommands = (parent: Command, prefix = ''): [string, Command][] =>
  parent.commands.flatMap((command) => {
    const name = `${prefix}${command.name()}`;
    return command.commands.length === 0 ? [[name, command]] : listCommands(command, `${name} `);
  });

const stream = new PassThrough();
const program = createProgram({
  config: readConfig({}),
  stdin: stream,
  stdout: stream,
  stderr: stream,
  fail: () => undefined,
});
const commands = listCommands(program);

const helpOf = async (name: string): Promise<string> => (await runCommand([...name.split(' '), '--help'], {})).stdout;

const toExamples = (help: string): string[] =>
  help
    .split('\nExamples:\n')[1]
    ?.split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('signalbox ')) ?? [];

// A folder to work in, with `signalbox` on the path, and a server to ask.
let server: StartedServer;
const folder = makeTestFolder('commands');
const dataDir = join(folder, 'data');
let settings: Record<string, string>;

beforeAll(async () => {
  server = await startServer(dataDir);
  const main = join(import.meta.dirname, 'main.ts');
  writeFileSync(join(folder, 'signalbox'), `#!/bin/sh\nexec "${execPath}" "${main}" "$@"\n`, { mode: 0o755 });
  const path = `${folder}${delimiter}${env['PATH'] ?? ''}`;
  settings = { PATH: path, SIGNALBOX_URL: server.url, SIGNALBOX_DATA_DIR: dataDir };
}, 60_000);
afterAll(() => server.stop());

/** Under way for long enough to be cancelled. */
const longMessage = `1 + 1${', then add 1'.repeat(12)}`;

/** The id of something that a command can be tried on. */
const makeSubject = async (name: string): Promise<string> => {
  if (name.startsWith('keys')) {
    const key = { name: 'short', scopes: ['read' as const], expiresAt: null, requestsPerMinute: null };
    return (await server.client.apiKeys.create.mutate(key)).id;
  }
  const message = name === 'runs cancel' ? longMessage : '2 + 3';
  return (await server.client.runs.start.mutate({ message })).runId;
};

/** Runs a line of a command's help as a shell does; a restore goes beside the server’s folder. */
const runExample = async (name: string, line: string) => {
  const text = line.includes(exampleId) ? line.replace(exampleId, await makeSubject(name)) : line;
  const place = name === 'restore' ? { SIGNALBOX_DATA_DIR: join(folder, 'restored') } : {};
  const options = { cwd: folder, env: { ...settings, ...place } };
  return new Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }>((resolve) => {
    execFile('sh', ['-c', text], options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
};

test('the help names every exit code and how to call it in a checkout; so does the README', async () => {
  const { exitCode, stdout, stderr } = await runCommand(['--help'], {});
  expect([exitCode, stderr]).toEqual([0, '']);
  const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  for (const { code, means } of Object.values(exitCodes)) {
    expect(stdout).toContain(`  ${String(code).padEnd(4)} ${means}`);
    expect(readme).toMatch(new RegExp(String.raw`^\| (?:\d+, )*${code}\b.*\|`, 'm'));
  }
  expect(stdout).toContain('npm run -s signalbox -- ');
  expect(await runCommand(['--version'], {})).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

describe.each(commands)('%s', (name) => {
  // a doctor finds that the dashboard is not built where tests run without it
  const goodCodes = name === 'doctor' ? [0, 1] : [0];

  test('shows examples that work', async () => {
    const examples = toExamples(await helpOf(name));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(example).toContain(`signalbox ${name}`);
      const { code, stderr } = await runExample(name, example);
      expect(goodCodes, `${example}\n${stderr}`).toContain(code);
    }
  }, 60_000);

  test('prints JSON and nothing else with --json', async () => {
    expect(await helpOf(name)).toContain('--json');
    const [example = ''] = toExamples(await helpOf(name));
    const fresh = name === 'tools new' ? example.replace('count-words', 'other-words') : example;
    const replaced = name === 'restore' ? `${fresh} --replace` : fresh;
    const { stdout } = await runExample(name, `${replaced} --json`);
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => typeof JSON.parse(line))).toEqual(lines.map(() => 'object'));
    expect(lines.length === 1 || name.startsWith('runs')).toBe(true);
  }, 60_000);

  test('names an option that it does not have, as wrong usage', async () => {
    const [example = ''] = toExamples(await helpOf(name));
    const [, ...words] = [...example.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const { exitCode, stdout, stderr } = await runCommand([...words, '--nonsense'], {});
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--nonsense');
  });
});

test('there are no colours where there is no terminal', async () => {
  const runId = await makeSubject('runs');
  const { stdout } = await runExample('runs', `signalbox runs watch ${runId}`);
  expect(stdout).toContain('The result is 5.');
  expect(stdout).not.toContain('\u001B');
});
