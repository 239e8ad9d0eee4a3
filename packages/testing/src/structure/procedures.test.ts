import { describe, expect, test } from 'vitest';

import { files, readText } from './read-checkout.ts';

const source = 'packages/api/src/';
const verbs =
  'get find list count summarize create update archive delete start cancel retry resume decide revoke watch'.split(' ');

const isProcedure = (path: string): boolean =>
  path.startsWith(source) &&
  !path.endsWith('.test.ts') &&
  /\.(?:query|mutation|subscription)\(\s*(?:async|\(|function)/.test(readText(path));
const procedures = files.filter(isProcedure);

test('there are procedures to look at', () => {
  expect(procedures.length).toBeGreaterThan(0);
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

  test('exports one thing, called like the file', () => {
    const camelCase = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect([...text.matchAll(/^export const (\w+)/gm)].map((match) => match[1])).toEqual([camelCase]);
    expect(readText(`${source}${resource}/router.ts`)).toContain(`'./${file}'`);
  });

  test('names its permission and its output', () => {
    expect(text).toMatch(/\.meta\(\{[^}]*\bpermission: '[a-z-]+:[a-z-]+'/);
    expect(text).toContain('.output(');
  });

  test('has a test beside it', () => {
    const tests = files.filter((other) => other.startsWith(`${source}${resource}/`) && other.endsWith('.test.ts'));
    expect(tests).not.toEqual([]);
  });
});
