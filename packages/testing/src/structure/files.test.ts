import { expect, test } from 'vitest';

import { countLines, files, readText, topLevel } from './read-checkout.ts';

const isGenerated = (path: string): boolean => path.endsWith('/routeTree.gen.ts');
const code = files.filter((path) => /\.(ts|tsx|mjs|css)$/.test(path) && !isGenerated(path));
const text = files.filter(
  (path) => /\.(ts|tsx|mjs|css|html|md|json|yaml|yml)$/.test(path) && path !== 'pnpm-lock.yaml',
);

test('the top level explains the system and holds nothing else', () => {
  const allowed = [
    'LICENSE',
    'README.md',
    'apps',
    'docker-compose.yml',
    'docs',
    'package.json',
    'packages',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'tsconfig.base.json',
    'turbo.json',
  ];
  expect(topLevel.filter((name) => !name.startsWith('.'))).toEqual(allowed);
});

test('files and folders are kebab-case', () => {
  const proper = ['README.md', 'LICENSE', 'ARCHITECTURE.md', 'PROMISES.md'];
  const kebab = /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
  // The file routes of the dashboard: __root, _layout, runs.$runId, playground.{-$conversationId}.
  const routePart = String.raw`(?:[a-z0-9]+(?:-[a-z0-9]+)*|\$[a-z][A-Za-z]*|\{-\$[a-z][A-Za-z]*\})`;
  const route = new RegExp(String.raw`^(?:__?)?${routePart}(?:\.${routePart})*$`);
  const wrong = files.filter((path) => {
    const shape = path.startsWith('apps/dashboard/src/routes/') ? route : kebab;
    return !isGenerated(path) && !path.split('/').every((part) => proper.includes(part) || shape.test(part));
  });
  expect(wrong).toEqual([]);
});

test('no file is called after nothing in particular', () => {
  const vague = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'manager', 'data', 'info'];
  const wrong = files.filter((path) => path.split(/[/.-]/).some((word) => vague.includes(word)));
  expect(wrong).toEqual([]);
});

test('no source file is longer than 400 lines', () => {
  expect(code.filter((path) => countLines(path) > 400)).toEqual([]);
});

test('only the configuration of frameworks has default exports', () => {
  const withDefault = code.filter((path) => /^export default|export \{[^}]*\bas default\b/m.test(readText(path)));
  expect(withDefault.filter((path) => !path.endsWith('.config.ts'))).toEqual([]);
});

test('nothing knows the machine it was written on', () => {
  const machinePath = /(?:^|[\s"'`(=:])\/(?:work|root|home|Users)\//m;
  expect(text.filter((path) => machinePath.test(readText(path)))).toEqual([]);
});

test('every file that a document links to is there', () => {
  const broken = files
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => {
      const links = [...readText(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(
        (match) => match[1] ?? '',
      );
      const folder = new URL(path, 'file:///');
      return links
        .map((link) => decodeURI(new URL(link, folder).pathname).slice(1).replace(/\/$/, ''))
        .filter((target) => !files.some((file) => file === target || file.startsWith(`${target}/`)))
        .map((target) => `${path} → ${target}`);
    });
  expect(broken).toEqual([]);
});

test('features of the dashboard do not import each other', () => {
  const features = 'apps/dashboard/src/features/';
  const wrong = files
    .filter((path) => path.startsWith(features))
    .flatMap((path) => {
      const own = path.slice(features.length).split('/')[0] ?? '';
      return [...readText(path).matchAll(/from '(\.[^']+)'/g)]
        .map((match) => new URL(match[1] ?? '', `file:///${path}`).pathname.slice(1))
        .filter((target) => target.startsWith(features) && !target.startsWith(`${features}${own}/`))
        .map((target) => `${path} → ${target}`);
    });
  expect(wrong).toEqual([]);
});
