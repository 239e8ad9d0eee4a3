import { describe, expect, test } from 'vitest';

import { files, readText } from './read-checkout.ts';

const source = 'packages/api/src/';
const verbs =
  'get find list count summarize create update archive restore publish register report log adopt merge delete start cancel retry resume decide revoke watch test'.split(
    ' ',
  );

const handler = /\.(?:query|mutation|subscription)\(/;
const code = files.filter((path) => path.startsWith(source) && !path.endsWith('.test.ts'));
const procedures = code.filter((path) => {
  const text = readText(path);
  return /Procedure\s*\./.test(text) && handler.test(text);
});

test('there are procedures to look at', () => {
  expect(procedures.length).toBeGreaterThan(0);
});

test('only procedure.ts makes bases of procedures and speaks the errors of the transport', () => {
  const wrong = code.filter((path) => /\bt\.procedure\b|\binitTRPC\b|\bTRPCError\b/.test(readText(path)));
  expect(wrong).toEqual([`${source}procedure.ts`]);
});

describe.each(procedures)('%s', (path) => {
  const [resource = '', file = '', ...deeper] = path.slice(source.length).split('/');
  const name = file.replace(/\.ts$/, '');
  const text = readText(path);

  test('stands in the folder of its resource and is called <verb>-<noun>', () => {
    expect(deeper).toEqual([]);
    expect(files).toContain(`${source}${resource}/router.ts`);
    expect(verbs).toContain(name.split('-')[0]);
  });

  test('is the export that its file is called after, and an entry of the router', () => {
    const camelCase = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(text).toContain(`export const ${camelCase} = `);
    expect(readText(`${source}${resource}/router.ts`)).toContain(`'./${file}'`);
  });

  test('names its permission, its input and its output', () => {
    expect(text).toMatch(/\.meta\(\{[^}]*\bpermission: '[a-z-]+:[a-z-]+'/);
    expect(text).toContain('.input(');
    expect(text).toContain('.output(');
  });

  test('has a body of at most 25 lines', () => {
    const body = text.slice(text.search(handler)).trimEnd().split('\n');
    // The line that opens it and the one that closes it do not count.
    expect(body.length - 2).toBeLessThanOrEqual(25);
  });

  test('has a test beside it', () => {
    const tests = files.filter((other) => other.startsWith(`${source}${resource}/`) && other.endsWith('.test.ts'));
    expect(tests).not.toEqual([]);
  });
});
