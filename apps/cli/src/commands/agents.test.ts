import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { runCommand } from '../testing/run-command.ts';
import { type StartedServer, startServer } from '../testing/start-server.ts';

const folder = makeTestFolder('agents');
const dataDir = join(folder, 'data');
let server: StartedServer;
let count = 0;
beforeAll(async () => void (server = await startServer(dataDir)), 60_000);
afterAll(() => server.stop());

const run = (args: string[], terminal: Parameters<typeof runCommand>[2] = {}) =>
  runCommand(['agents', ...args], { SIGNALBOX_URL: server.url, SIGNALBOX_DATA_DIR: dataDir }, terminal);

/** A new active agent, and its file in a folder of its own, to be changed. */
const openAgent = async () => {
  count += 1;
  const slug = `agent-${count}`;
  const dir = join(folder, slug);
  const { agents } = server.client;
  const spec = { instructions: 'One.\nTwo.', tools: ['calculator'] };
  await agents.create.mutate({ name: 'First', slug, status: 'active', spec });
  expect((await run(['export', slug, '--dir', dir])).exitCode).toBe(0);
  const file = join(dir, `${slug}.agent.json`);
  const replace = (from: string, to: string): void => writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  return { slug, dir, file, replace, read: () => agents.get.query({ agent: slug }) };
};

test('list names every agent, its status, version and models', async () => {
  const { slug } = await openAgent();
  const { stdout } = await run(['list']);
  expect(stdout).toMatch(new RegExp(`^${slug} +active +v1 +default model +First$`, 'm'));
});

test('an export is the same files every time, without ids and times, and never follows a link', async () => {
  const { slug, dir, file } = await openAgent();
  expect(readdirSync(dir).toSorted()).toEqual([`${slug}.agent.json`, 'agent.schema.json']);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/"(?:id|createdAt|version|digest)"/);
  const again = await run(['export', slug, '--dir', dir, '--json']);
  expect(JSON.parse(again.stdout)).toEqual([{ slug, file, isChanged: false }]);
  const linked = makeTestFolder('linked');
  const other = join(linked, 'other');
  writeFileSync(other, 'keep');
  symlinkSync(other, join(linked, `${slug}.agent.json`));
  await run(['export', slug, '--dir', linked]);
  expect(readFileSync(other, 'utf8')).toBe('keep');
  expect(readFileSync(join(linked, `${slug}.agent.json`), 'utf8')).toBe(text);
  expect((await run(['export'])).exitCode).toBe(2);
});

test('an import shows what changes, asks, and saves a version with its note', async () => {
  const { slug, dir, replace, read } = await openAgent();
  expect((await run(['import', dir, '--yes'])).stdout).toContain(`${slug} is unchanged\nNothing is changed.`);
  replace('Two.', 'Three.');
  replace('"First"', '"Second"');
  const shown = ['  name: "First" → "Second"', '  spec.instructions:', '      One.', '    - Two.', '    + Three.'];
  const dry = await run(['import', dir, '--dry-run']);
  expect([dry.exitCode, dry.stdout.split('\n').slice(1, 6)]).toEqual([0, shown]);
  expect(await run(['import', dir])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Add --yes') });
  const no = await run(['import', dir], { isTTY: true, answer: async () => 'no' });
  expect(no).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Nothing is changed.') });
  expect(no.stderr).toContain(`Apply this to ${server.url}? [y/N]`);
  expect((await run(['import', dir], { isTTY: true })).stdout).toContain('Nothing is changed.');
  expect(await read()).toMatchObject({ name: 'First', latestVersion: 1 });
  const yes = await run(['import', dir, '--note', 'Reviewed'], { isTTY: true, answer: async () => 'y' });
  expect(yes).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`${slug} is version 2 now.`) });
  expect(await read()).toMatchObject({ name: 'Second', version: 2, spec: { instructions: 'One.\nThree.' } });
  const version = await server.client.agents.getVersion.query({ agent: slug, version: 2 });
  expect(version).toMatchObject({ note: 'Reviewed' });
});

test('a version can be saved beside the one that new runs use, and published by an import later', async () => {
  const { slug, dir, replace, read } = await openAgent();
  replace('Two.', 'Three.');
  const saved = await run(['import', dir, '--yes', '--no-publish']);
  expect(saved.stdout).toContain(`${slug} has version 2, which new runs do not use yet.`);
  expect(await read()).toMatchObject({ version: 1, latestVersion: 2 });
  const again = await run(['import', dir, '--yes', '--no-publish', '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject([{ slug, state: 'unchanged', changes: [], version: null }]);
  await run(['import', dir, '--yes']);
  expect(await read()).toMatchObject({ version: 2, latestVersion: 2 });
});

test('an agent that is not there is made; one that is archived is left as it is', async () => {
  const { slug, dir, file } = await openAgent();
  writeFileSync(join(dir, 'copy.agent.json'), readFileSync(file, 'utf8').replace(slug, `${slug}-copy`));
  await server.client.agents.archive.mutate({ agent: slug });
  const { exitCode, stdout, stderr } = await run(['import', dir, '--yes', '--json']);
  const made = { slug: `${slug}-copy`, state: 'new', version: 1, faults: [] };
  expect(JSON.parse(stdout)).toMatchObject([{ slug, state: 'archived', version: null }, made]);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`${slug} is archived`)]);
  const copy = await server.client.agents.get.query({ agent: `${slug}-copy` });
  expect(copy).toMatchObject({ name: 'First', status: 'active', spec: { instructions: 'One.\nTwo.' } });
});

test('what the server refuses is named by file and place, and stops that agent only', async () => {
  const [bad, good] = [await openAgent(), await openAgent()];
  bad.replace('"calculator"', '"calculator", "nowhere"');
  good.replace('Two.', 'Three.');
  const { exitCode, stdout, stderr } = await run(['import', bad.file, good.file, '--yes']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`${bad.file}: spec.tools.1: there is no tool nowhere here`);
  expect(stdout).toContain(`${good.slug} is version 2 now.`);
  expect(await bad.read()).toMatchObject({ latestVersion: 1 });
});

test('a version that somebody saved between the look and the yes is not written over', async () => {
  const { slug, dir, file, replace, read } = await openAgent();
  replace('Two.', 'Three.');
  const answer = async () => {
    const spec = { instructions: 'From elsewhere.' };
    await server.client.agents.createVersion.mutate({ agent: slug, spec, baseVersion: 1 });
    return 'y';
  };
  const { exitCode, stderr } = await run(['import', dir], { isTTY: true, answer });
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`${file}: Command line saved version 2`);
  expect(await read()).toMatchObject({ latestVersion: 2, spec: { instructions: 'From elsewhere.' } });
});

test('files that are wrong are all named, before anything is asked or done', async () => {
  const { slug, dir, file } = await openAgent();
  writeFileSync(join(dir, 'twice.agent.json'), readFileSync(file));
  writeFileSync(join(dir, 'broken.agent.json'), '{"format": 1');
  writeFileSync(join(dir, 'large.agent.json'), 'x'.repeat(1024 * 1024 + 1));
  mkdirSync(join(dir, 'folder.agent.json'));
  symlinkSync('/dev/zero', join(dir, 'endless.agent.json'));
  const { exitCode, stdout, stderr } = await run(['import', dir, '--yes']);
  expect([exitCode, stdout]).toEqual([1, '']);
  const faults = ['broken.agent.json: is no JSON', 'large.agent.json: is larger', 'folder.agent.json: is no file'];
  for (const fault of [...faults, 'endless.agent.json: is no file', `${slug} is the agent of`])
    expect(stderr).toContain(fault);
  expect(await run(['import', makeTestFolder('none')])).toMatchObject({ exitCode: 1 });
  expect(await run(['import', join(dir, 'nowhere')])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('nowhere can’t be used'),
  });
});
