import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

import { readProgram } from '@signalbox/testing/documents';
import { ServerProcess } from '@signalbox/testing/server-process';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

import { ConsumerProject } from './consumer-project.ts';

const project = new ConsumerProject();
const server = new ServerProcess();
beforeAll(() => Promise.all([project.install(), server.start()]), 60_000);
afterAll(() => server.dispose());

/** What a program that asks the server is told. */
const toAccess = ({ url, token }: ServerProcess) => ({ SIGNALBOX_URL: url, SIGNALBOX_API_KEY: token });

const node = { target: 'ES2024', lib: ['ES2024'], module: 'NodeNext', types: ['node'] };
const browser = {
  target: 'ES2024',
  lib: ['ES2024', 'DOM', 'DOM.Iterable'],
  module: 'ESNext',
  moduleResolution: 'Bundler',
  jsx: 'react-jsx',
  types: [],
};

const wrong = `
import { createSignalboxClient, isSignalboxError, type SettledRun } from '@signalbox/client';

export const client = createSignalboxClient({ url: 'http://127.0.0.1:4000', apiKey: 'k' });
// @ts-expect-error a key is needed
createSignalboxClient({ url: 'http://127.0.0.1:4000' });
// @ts-expect-error no such procedure
client.runs.begin.mutate({ message: 'Hello' });
// @ts-expect-error no such field
client.runs.start.mutate({ massage: 'Hello' });
// @ts-expect-error a query can't be changed by
client.runs.list.mutate({});
// @ts-expect-error a status is one of six
client.runs.list.query({ statuses: ['done'] });
// @ts-expect-error text, not a number
export const total: number = (await client.runs.get.query({ runId: 'x' })).inputPreview;
export const read = async (run: SettledRun): Promise<void> => {
  // @ts-expect-error only a failed run has an error
  console.log(run.error);
  // @ts-expect-error deltas were not asked for
  for await (const event of client.runs.stream('x')) console.log(event.type === 'content-delta');
};
export const tell = (error: unknown): void => {
  // @ts-expect-error no such code
  if (isSignalboxError(error, 'run.gone')) console.log(error);
  if (isSignalboxError(error, 'request.rate-limited', 'run.ended')) {
    // @ts-expect-error a run that has ended says nothing of when to try again
    const wait: number = error.retryAfterMs;
    const code: 'request.rate-limited' | 'run.ended' = error.code;
    console.log(wait, code);
  }
};
`;

test('nothing in it is of the workspace', () => {
  const folder = project.at('node_modules', '@signalbox', 'client');
  const code = globSync('**/*.{js,d.ts,json}', { cwd: folder }).map((path) => ({
    path,
    source: readFileSync(`${folder}/${path}`, 'utf8'),
  }));
  const packages = code.flatMap(({ source }) => [...source.matchAll(/(?:from |import\()['"]([^.'"][^'"]*)/g)]);
  expect([...new Set(packages.map(([, name]) => name))].toSorted()).toEqual([
    '@tanstack/react-query',
    '@trpc/client',
    '@trpc/server',
    '@trpc/server/observable',
    '@trpc/server/unstable-core-do-not-import',
    '@trpc/tanstack-react-query',
    'eventsource',
    'react',
    'react/jsx-runtime',
    'zod',
  ]);
  const inner = code.filter(({ source }) =>
    /"(?:workspace:[*^~]|catalog:)|['"]node:|(?<!\.d)\.ts['"]|@signalbox\/(?!client)/.test(source),
  );
  expect(inner.map(({ path }) => path)).toEqual([]);
});

test('its types need nothing of the workspace, and refuse what is wrong', async () => {
  project.write('wrong.ts', wrong);
  expect(await project.compile(['wrong.ts'], node)).toEqual([]);
  expect(await project.compile(['wrong.ts'], browser)).toEqual([]);
}, 60_000);

test('the examples of the README and the guide compile', async () => {
  project.write('readme.ts', readProgram('packages/client/README.md', 'ts'));
  project.write('guide.ts', readProgram('docs/guides/call-it-from-your-service.md', 'ts'));
  expect(await project.compile(['readme.ts', 'guide.ts'], node)).toEqual([]);
  project.write('app.tsx', readProgram('docs/guides/call-it-from-your-service.md', 'tsx'));
  expect(await project.compile(['app.tsx'], browser)).toEqual([]);
}, 60_000);

test('a type that is not what it says is found', async () => {
  project.write('wrong.ts', wrong.replace('massage', 'message'));
  expect(await project.compile(['wrong.ts'], node)).toEqual([expect.stringContaining("Unused '@ts-expect-error'")]);
}, 60_000);

test('the example of the README runs', async () => {
  project.write('readme.ts', readProgram('packages/client/README.md', 'ts'));
  expect(await project.execute('readme.ts', toAccess(server))).toBe('The result is 45.\n');
}, 20_000);

test('the examples of the guide run', async () => {
  project.write('guide.ts', readProgram('docs/guides/call-it-from-your-service.md', 'ts'));
  const output = await project.execute('guide.ts', toAccess(server));
  expect(output).toMatch(/^The result is 15\. 0 US dollars\n/);
  // streamed, then the newest run's log
  expect(output).toMatch(/\ncalculator: .*\ncompleted\n/s);
  expect(output).toMatch(/\nconnected\n1 user-request\n2 model-call-start\n.*\n5 run-end\n/s);
}, 30_000);

const waiting = `
import { createSignalboxClient } from '@signalbox/client';

const client = createSignalboxClient({ url: process.env.SIGNALBOX_URL, apiKey: process.env.SIGNALBOX_API_KEY });
const message = 'What is 5 + 10, then multiply by 3?';
const run = await client.runs.startAndWait({ message }, { onStart: () => console.log('started') });
console.log(run.status, run.text);
const many = Array.from({ length: 25 }, () => client.runs.get.query({ runId: run.runId }));
console.log(new Set((await Promise.all(many)).map(({ status }) => status)));
`;

test('a program that waits for a run gets its answer though the server was killed', async () => {
  const slow = new ServerProcess({ env: { SIGNALBOX_DEMO_TOKENS_PER_SECOND: '20' } });
  onTestFinished(() => slow.dispose());
  await slow.start();
  project.write('waiting.mjs', waiting);
  const program = project.start('waiting.mjs', toAccess(slow));
  await once(program.stdout, 'data');
  await slow.kill();
  await slow.start();
  expect(await text(program.stdout)).toBe("completed The result is 45.\nSet(1) { 'completed' }\n");
}, 60_000);
