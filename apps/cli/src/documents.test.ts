import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { PassThrough } from 'node:stream';
import { promisify } from 'node:util';

import { documents, readDocument, readExamples } from '@signalbox/testing/documents';
import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { readConfig } from './config.ts';
import { createProgram } from './create-program.ts';
import { type StartedServer, startServer } from './testing/start-server.ts';

const dataDir = makeTestFolder('documents');
let server: StartedServer;

beforeAll(async () => {
  server = await startServer(dataDir, { SIGNALBOX_DEMO_TOKENS_PER_SECOND: '0' });
}, 60_000);
afterAll(() => server.stop());

/** Calls the command line without the bootstrap, which would look after the packages of the checkout under test. */
const prelude = `set -e\nnpm() { shift 4; node '${join(import.meta.dirname, 'main.ts')}' "$@"; }\n`;

/** What lines of a document print when they are run as they stand there, but against this server. */
const run = async (lines: string): Promise<string> => {
  const { host, port } = new URL(server.url);
  const path = [dirname(execPath), process.env['PATH']].join(delimiter);
  const env = { PATH: path, SIGNALBOX_DATA_DIR: dataDir, PORT: port };
  const script = prelude + lines.replaceAll(/(?:127\.0\.0\.1|localhost):4000/g, host);
  return (await promisify(execFile)('sh', ['-c', script], { env })).stdout;
};

/** Every answer of a chat in what was printed, in order. */
const responsesIn = (output: string): string[] =>
  Array.from(output.matchAll(/"response":"([^"]*)"/g), ([, response = '']) => response);

test('the lines of the README ask the agent, and show its run', async () => {
  const [, ask = ''] = readExamples('README.md', 'sh', '## Start');
  const show = /`(curl -s [^`]+runs\/<run_id>)`/.exec(readDocument('README.md'))?.[1]?.replaceAll('\n', ' ') ?? '';
  const output = await run(`${ask}\n`);
  expect(responsesIn(output)).toEqual(['The result is 45.']);
  const runId = /"run_id":"([^"]+)"/.exec(output)?.[1] ?? '';
  const key = ask.split('\n')[0] ?? '';
  const shown = await run(`${key}\n${show.replace('<run_id>', runId)}`);
  expect(shown.match(/"order":\d/g)).toHaveLength(8);
}, 60_000);

test('the lines of “Call it from your service” ask and show too', async () => {
  const [ask = '', show = ''] = readExamples('docs/guides/call-it-from-your-service.md', 'sh', '## The same with curl');
  const key = `SIGNALBOX_API_KEY=${readFileSync(join(dataDir, 'cli-token'), 'utf8')}\n`;
  const output = await run(key + ask);
  expect(responsesIn(output)).toEqual(['The result is 15.']);
  const runId = /"run_id":"([^"]+)"/.exec(output)?.[1] ?? '';
  expect(await run(key + show.replace('<run_id>', runId))).toContain('"status":"completed"');
}, 60_000);

test('the lines of “REST, WebSockets and OpenAI’s clients” ask an agent and make one', async () => {
  const key = `KEY=${readFileSync(join(dataDir, 'cli-token'), 'utf8')}\n`;
  const output = await run(key + readExamples('docs/guides/other-clients.md', 'sh', '## REST').join('\n'));
  expect(responsesIn(output)).toEqual(['The result is 15.']);
  expect(output).toContain('"slug":"billing"');
}, 60_000);

test('the lines of “Your first agent” make an agent, change it and roll it back', async () => {
  const output = await run(readExamples('docs/guides/first-agent.md', 'sh', '## With curl').join('\n'));
  const without = 'The calculator is switched off, and without it the demo model cannot calculate.';
  expect(responsesIn(output)).toEqual([without, 'The result is 45.', without, without]);
  expect(output).not.toContain('"error":{');
}, 60_000);

test.each(documents)('a shell can read every line of %s', (path) => {
  for (const lines of readExamples(path, 'sh')) {
    expect(() => execFileSync('sh', ['-n', '-c', lines], { stdio: 'pipe' })).not.toThrow();
  }
});

test.each(documents)('every command that %s names is there', (path) => {
  const stream = new PassThrough();
  const streams = { stdin: stream, stdout: stream, stderr: stream };
  const program = createProgram({ config: readConfig({}), ...streams, fail: () => undefined });
  const isKnown = (name: string, inner: string | undefined): boolean => {
    const command = program.commands.find((known) => known.name() === name);
    const names = command?.commands.map((known) => known.name()) ?? [];
    return command !== undefined && (inner === undefined || names.length === 0 || names.includes(inner));
  };
  const named = Array.from(readDocument(path).matchAll(/signalbox -- ([a-z]+)(?: ([a-z]+))?/g));
  expect(named.filter(([, name = '', inner]) => !isKnown(name, inner)).map(([words]) => words)).toEqual([]);
});
