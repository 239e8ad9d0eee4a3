import { execFile } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { expect, test } from 'vitest';

interface Call {
  readonly name: string;
  readonly arguments: object;
}

/** Scans the folder and makes a call, in a process of its own, since the test runner resolves imports its own way. */
const scan = async (folder: string, call: Call): Promise<unknown> => {
  const script = `
    import { createTestContext, scanTools, ToolError } from '@signalbox/tool-sdk';
    import { resolveToolImports } from './src/resolve-tool-imports.ts';
    const { folder, call } = ${JSON.stringify({ folder, call })};
    const stop = resolveToolImports(folder);
    const { tools, broken } = await scanTools([folder], { seen: new Map() });
    const parsed = tools.get(call.name).parse(call.arguments);
    const answer = parsed.ok
      ? await parsed.execute(createTestContext()).catch((error) => [error instanceof ToolError, error.message])
      : parsed.message;
    stop();
    console.log(JSON.stringify({ names: [...tools.keys()], broken, answer }));`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: join(import.meta.dirname, '..'),
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
};

const greet = `
  import { defineTool, ToolError } from '@signalbox/tool-sdk';
  import { z } from 'zod';
  import { punctuation } from './punctuation.ts';

  interface Greeting { readonly name: string }

  export const greet = defineTool({
    name: 'greet',
    title: 'Greet',
    description: 'Greets.',
    icon: 'IconHand',
    input: z.strictObject({ name: z.string().min(1) }),
    effect: 'read',
    execute: ({ name }: Greeting) => {
      if (name === 'no') throw new ToolError('No.');
      return 'Hello ' + name + punctuation;
    },
  });`;

test('files of a folder without packages import the sdk and zod, and their own neighbours', async () => {
  const real = makeTestFolder('tools');
  writeFileSync(join(real, 'greet.tool.ts'), greet);
  writeFileSync(join(real, 'punctuation.ts'), "export const punctuation: string = '!';");
  writeFileSync(join(real, 'other.tool.ts'), "import 'kysely'; export const tool = 1;");
  const link = join(makeTestFolder('link'), 'tools');
  symlinkSync(real, link);
  const greetIn = async (folder: string, name: string) => scan(folder, { name: 'greet', arguments: { name } });
  for (const folder of [real, link]) {
    expect(await greetIn(folder, 'you')).toEqual({
      names: ['greet'],
      broken: [{ file: 'other.tool.ts', reason: expect.stringContaining("Cannot find package 'kysely'") }],
      answer: 'Hello you!',
    });
  }
  expect(await greetIn(real, 'no')).toMatchObject({ answer: [true, 'No.'] });
  expect(await greetIn(real, '')).toMatchObject({ answer: expect.stringContaining('name: ') });
}, 20_000);

test('what “signalbox tools new” writes is a tool that works', async () => {
  const folder = makeTestFolder('tools');
  const cli = join(import.meta.dirname, '..', '..', 'cli', 'src', 'main.ts');
  const env = { ...process.env, SIGNALBOX_TOOLS_DIR: folder };
  await promisify(execFile)(process.execPath, [cli, 'tools', 'new', 'count-words'], { env });
  expect(await scan(folder, { name: 'count_words', arguments: { text: 'a b, A', word: 'a' } })).toMatchObject({
    broken: [],
    answer: { word: 'a', count: 2 },
  });
}, 20_000);
