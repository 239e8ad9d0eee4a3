import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createTestContext } from '@signalbox/tool-sdk';
import { expect, onTestFinished, test } from 'vitest';

import { fileIo } from './file-io.tool.ts';

type Arguments = Parameters<typeof fileIo.parse>[0];

/** A workspace's folder beside a file that is none of its business. */
const newWorkspace = () => {
  const outside = mkdtempSync(join(tmpdir(), 'signalbox-files-'));
  onTestFinished(() => rmSync(outside, { recursive: true }));
  const folder = join(outside, 'workspace');
  mkdirSync(folder);
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  const run = async (value: Arguments): Promise<unknown> => {
    const call = fileIo.parse(value);
    if (!call.ok) throw new Error(call.message);
    return call.execute(createTestContext({ folder }));
  };
  const isUntouched = (): boolean =>
    readFileSync(join(outside, 'secret.txt'), 'utf8') === 'secret' && readdirSync(outside).length === 2;
  return { outside, folder, run, isUntouched };
};

const operations = (path: string): Arguments[] => [
  { operation: 'read', path },
  { operation: 'write', path, content: 'x' },
  { operation: 'list', path },
  { operation: 'delete', path },
];

test('what is written is read, listed and deleted', async () => {
  const { run, folder } = newWorkspace();
  expect(await run({ operation: 'list' })).toEqual({ path: '', entries: [], count: 0 });
  const written = await run({ operation: 'write', path: './notes//today.md', content: 'Grüße' });
  expect(written).toEqual({ path: 'notes/today.md', bytes: 7 });
  expect(await run({ operation: 'read', path: 'notes/today.md' })).toEqual({
    path: 'notes/today.md',
    text: 'Grüße',
    bytes: 7,
  });
  expect(await run({ operation: 'list', path: 'notes/' })).toMatchObject({
    entries: [{ name: 'today.md', type: 'file', bytes: 7 }],
  });
  await run({ operation: 'write', path: 'notes/today.md', content: '' });
  expect(await run({ operation: 'read', path: 'notes/today.md' })).toMatchObject({ text: '', bytes: 0 });
  expect(statSync(join(folder, 'notes/today.md')).mode & 0o077).toBe(0);
  await expect(run({ operation: 'delete', path: 'notes' })).rejects.toThrow('not empty');
  expect(await run({ operation: 'delete', path: 'notes/today.md' })).toMatchObject({ deleted: true });
  expect(await run({ operation: 'delete', path: 'notes/today.md' })).toMatchObject({ deleted: false });
  expect(await run({ operation: 'delete', path: 'notes' })).toMatchObject({ deleted: true });
  expect(await run({ operation: 'list' })).toMatchObject({ entries: [{ name: 'notes' }].slice(1) });
});

test('reading changes nothing, writing and deleting may be done again', () => {
  const effects = operations('a').map((value) => {
    const call = fileIo.parse(value);
    return call.ok && call.effect;
  });
  expect(effects).toEqual(['read', 'idempotent', 'read', 'idempotent']);
});

test.each([
  '../../etc/passwd',
  '../secret.txt',
  'sub/./../../x',
  'a/..',
  '..',
  '/etc/passwd',
  '//etc/passwd',
  '~/x',
  '..\\secret.txt',
  'C:\\Windows\\win.ini',
  'c:x',
  'file:///etc/passwd',
  '\\\\server\\share',
  '%2e%2e%2fetc%2fpasswd',
  'a%2fb',
  '..%5csecret.txt',
])('%j leads out of the folder: refused for every operation', async (path) => {
  const { run, isUntouched, folder } = newWorkspace();
  for (const call of operations(path)) await expect(run(call)).rejects.toThrow(/^PATH_DENIED/);
  expect(isUntouched()).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  'a.txt\0.png',
  'a\nb',
  'a\u001b[31m',
  'a\u202Etxt.exe',
  'a\u200Bb',
  'a\uD800',
  'con',
  'NUL.txt',
  'dir/Com1',
  'a.',
  'a ',
  ' a',
  'a/. ./b',
  'what?',
  'a|b',
  '.signalbox-draft-1',
  'x'.repeat(201),
  'é'.repeat(101),
  'a/'.repeat(17),
  'ab/'.repeat(400),
  './',
])('%j is no name for a file', async (path) => {
  const { run, folder } = newWorkspace();
  for (const call of operations(path).slice(0, 2)) await expect(run(call)).rejects.toThrow(/^PATH_INVALID/);
  expect(readdirSync(folder)).toEqual([]);
});

test('a link is followed by no operation, wherever it stands on the path', async () => {
  const { run, folder, outside, isUntouched } = newWorkspace();
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'));
  symlinkSync(outside, join(folder, 'up'));
  symlinkSync('nowhere', join(folder, 'broken'));
  for (const path of ['link.txt', 'up/secret.txt', 'broken', 'up/new/x']) {
    for (const call of operations(path)) {
      await expect(run(call)).rejects.toThrow(/PATH_DENIED|not a folder/);
    }
  }
  expect(await run({ operation: 'list' })).toMatchObject({ entries: [], count: 0 });
  expect(isUntouched()).toBe(true);
});

test('a second name of a file elsewhere is neither read nor written', async () => {
  const { run, folder, outside, isUntouched } = newWorkspace();
  linkSync(join(outside, 'secret.txt'), join(folder, 'hard.txt'));
  for (const call of operations('hard.txt').slice(0, 2)) await expect(run(call)).rejects.toThrow(/^PATH_DENIED/);
  expect(isUntouched()).toBe(true);
});

test('while a folder and a link take each other’s place all the time, nothing gets out or in', async () => {
  const { run, folder, outside } = newWorkspace();
  const target = join(outside, 'target');
  const [here, aside, link] = [join(folder, 'd'), join(folder, 'aside'), join(folder, 'link')];
  for (const path of [target, here]) mkdirSync(path);
  writeFileSync(join(target, 'a.txt'), 'secret');
  writeFileSync(join(here, 'a.txt'), 'own');
  symlinkSync(target, link);
  let swaps = 0;
  let isOver = false;
  const bringHere = (path: string): void => {
    // a write may make a folder here in between, again and again
    for (;;) {
      rmSync(here, { recursive: true, force: true });
      try {
        return renameSync(path, here);
      } catch {}
    }
  };
  const swap = (): void => {
    if (isOver) return;
    renameSync(here, swaps % 2 === 0 ? aside : link);
    bringHere(swaps % 2 === 0 ? link : aside);
    swaps += 1;
    // pauses of all lengths, so that a swap falls between any two steps of a call
    let pause = swaps % 50;
    const wait = (): void => void (pause-- > 0 ? setImmediate(wait) : swap());
    setImmediate(wait);
  };
  setImmediate(swap);
  const texts = new Set<unknown>();
  for (let round = 0; round < 150; round += 1) {
    texts.add(await run({ operation: 'read', path: 'd/a.txt' }).catch(() => undefined));
    await run({ operation: 'write', path: 'd/b.txt', content: 'mine' }).catch(() => undefined);
    await run({ operation: 'delete', path: 'd/b.txt' }).catch(() => undefined);
  }
  isOver = true;
  expect(swaps).toBeGreaterThan(50);
  expect(JSON.stringify([...texts])).toContain('own');
  expect(JSON.stringify([...texts])).not.toContain('secret');
  expect(readdirSync(target)).toEqual(['a.txt']);
});

test('a pipe or a folder in a file’s place keeps nobody waiting', async () => {
  const { run, folder } = newWorkspace();
  execFileSync('/usr/bin/env', ['mkfifo', join(folder, 'pipe')]);
  mkdirSync(join(folder, 'dir'));
  await expect(run({ operation: 'read', path: 'pipe' })).rejects.toThrow('pipe is not a file');
  await expect(run({ operation: 'write', path: 'pipe', content: 'x' })).rejects.toThrow('is not a file');
  await expect(run({ operation: 'read', path: 'dir' })).rejects.toThrow('dir is not a file');
  await expect(run({ operation: 'write', path: 'dir', content: 'x' })).rejects.toThrow('is not a file');
  await expect(run({ operation: 'read', path: 'none/x' })).rejects.toThrow('There is no none/x.');
  await expect(run({ operation: 'list', path: 'pipe' })).rejects.toThrow('not a folder');
});

test('names that look the same are one file; such that differ in capitals only are not two', async () => {
  const { run, folder } = newWorkspace();
  await run({ operation: 'write', path: 'é.txt', content: 'one' });
  await run({ operation: 'write', path: 'e\u0301.txt', content: 'two' });
  expect(readdirSync(folder)).toEqual(['é.txt']);
  expect(await run({ operation: 'read', path: 'é.txt' })).toMatchObject({ text: 'two' });
  await expect(run({ operation: 'write', path: 'É.TXT', content: 'x' })).rejects.toThrow('in capitals only');
  await run({ operation: 'write', path: 'Notes/a', content: 'x' });
  await expect(run({ operation: 'write', path: 'notes/b', content: 'x' })).rejects.toThrow('There is Notes already');
});

test('a long file comes in pieces that never cut a character', async () => {
  const { run } = newWorkspace();
  const content = `a${'é€😀'.repeat(8000)}`;
  await run({ operation: 'write', path: 'long.txt', content });
  let [text, offset]: [string, unknown] = ['', 0];
  let pieces = 0;
  while (typeof offset === 'number') {
    const piece: unknown = await run({ operation: 'read', path: 'long.txt', offset });
    if (typeof piece !== 'object' || piece === null || !('text' in piece)) throw new Error('no piece');
    text += String(piece.text);
    pieces += 1;
    offset = 'nextOffset' in piece ? piece.nextOffset : undefined;
  }
  expect(text).toBe(content);
  expect(pieces).toBe(3);
  expect(await run({ operation: 'read', path: 'long.txt', offset: 2 })).toMatchObject({
    text: expect.stringMatching(/^€😀/),
  });
  await expect(run({ operation: 'read', path: 'long.txt', offset: 99_999 })).rejects.toThrow('ends at 72001 bytes');
});

test('what is no text is said to be none, with its size', async () => {
  const { run, folder } = newWorkspace();
  writeFileSync(join(folder, 'a.png'), Buffer.from([0x89, 0x50, 0xff]));
  writeFileSync(join(folder, 'b.bin'), 'a\0b');
  await expect(run({ operation: 'read', path: 'a.png' })).rejects.toThrow('not a text in UTF-8 (3 bytes)');
  await expect(run({ operation: 'read', path: 'b.bin' })).rejects.toThrow('not a text in UTF-8 (3 bytes)');
});

test('a workspace keeps 100 MB, and what is replaced does not count twice', async () => {
  const { run, folder } = newWorkspace();
  writeFileSync(join(folder, 'big'), '');
  truncateSync(join(folder, 'big'), 100_000_000 - 5);
  await run({ operation: 'write', path: 'small', content: '12345' });
  await run({ operation: 'write', path: 'small', content: '54321' });
  await expect(run({ operation: 'write', path: 'small', content: '123456' })).rejects.toThrow(/^QUOTA/);
  expect(readFileSync(join(folder, 'small'), 'utf8')).toBe('54321');
  await run({ operation: 'delete', path: 'big' });
  await run({ operation: 'write', path: 'small', content: '123456' });
});

test('a workspace keeps 10,000 files, however many are written at once', async () => {
  const { run, folder } = newWorkspace();
  mkdirSync(join(folder, 'd'));
  for (let index = 0; index < 9995; index += 1) writeFileSync(join(folder, 'd', String(index)), '');
  const writes = Array.from({ length: 6 }, (_, index) =>
    run({ operation: 'write', path: `new-${index}`, content: '' }).then(
      () => 'written',
      (error: Error) => error.message.slice(0, 5),
    ),
  );
  expect((await Promise.all(writes)).toSorted()).toEqual(['QUOTA', 'QUOTA', ...Array<string>(4).fill('written')]);
  expect(await run({ operation: 'list', path: 'd' })).toMatchObject({ count: 9995 });
}, 60_000);

test('a write that was cut off leaves nothing for long, and a reader never sees half of one', async () => {
  const { run, folder } = newWorkspace();
  const drafts = ['.signalbox-draft-old', '.signalbox-draft-new'].map((name) => join(folder, name));
  for (const draft of drafts) writeFileSync(draft, 'half');
  utimesSync(drafts[0] ?? '', 0, 0);
  await run({ operation: 'write', path: 'a', content: 'whole' });
  expect(drafts.map((draft) => existsSync(draft))).toEqual([false, true]);
  expect(await run({ operation: 'list' })).toMatchObject({ count: 1 });
});

test.each([
  [{ operation: 'write', path: 'a' }, 'content: belongs to write'],
  [{ operation: 'read', path: 'a', content: 'x' }, 'content: belongs to write'],
  [{ operation: 'read' }, 'path: is missing'],
  [{ operation: 'move', path: 'a' }, 'operation'],
  [{ operation: 'read', path: 'a', offset: -1 }, 'offset'],
  [{ operation: 'write', path: 'a', content: 'x'.repeat(1_000_001) }, 'content'],
])('tells what is wrong with arguments, case %$', async (value, reason) => {
  await expect(newWorkspace().run(value)).rejects.toThrow(reason);
});
