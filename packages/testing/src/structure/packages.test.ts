import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { countLines, files, packageFolders, readText } from './read-checkout.ts';

const Dependencies = z.record(z.string(), z.string()).default({});
const Manifest = z.object({
  name: z.string(),
  scripts: z.record(z.string(), z.string()),
  dependencies: Dependencies,
  devDependencies: Dependencies,
  peerDependencies: Dependencies,
  optionalDependencies: Dependencies,
});

const readManifest = (folder: string): z.infer<typeof Manifest> =>
  Manifest.parse(JSON.parse(readText(`${folder}/package.json`)));

// Who may import whom. `types`: for types and tests only, so it stands in devDependencies. `testing` may stand there in
// every package that it does not itself build on, and nowhere else.
const arrows: Record<string, { run: readonly string[]; types?: readonly string[] }> = {
  'packages/contracts': { run: [] },
  'packages/events': { run: [] },
  'packages/guarded-fetch': { run: [] },
  'packages/ui': { run: [] },
  'packages/tool-sdk': { run: ['contracts'] },
  'packages/models': { run: ['contracts'] },
  'packages/database': { run: ['contracts'] },
  'packages/tools': { run: ['tool-sdk'], types: ['guarded-fetch'] },
  'packages/engine': { run: ['contracts', 'models', 'tool-sdk'] },
  'packages/api': { run: ['contracts', 'database', 'engine', 'events'] },
  'packages/jobs': { run: ['contracts', 'database', 'events'] },
  'packages/client': { run: ['contracts'], types: ['api'] },
  'packages/testing': { run: [], types: ['contracts', 'models', 'tool-sdk'] },
  'apps/server': {
    run: ['api', 'contracts', 'database', 'engine', 'events', 'guarded-fetch', 'jobs', 'models', 'tool-sdk', 'tools'],
  },
  'apps/dashboard': { run: ['contracts', 'ui'], types: ['api', 'database'] },
  'apps/cli': { run: ['client', 'contracts', 'database'] },
};
const beneathTesting = ['packages/contracts', 'packages/models', 'packages/tool-sdk', 'packages/testing'];

const scope = '@signalbox/';
const ownPackages = (dependencies: Record<string, string>): string[] =>
  Object.keys(dependencies)
    .filter((name) => name.startsWith(scope))
    .map((name) => name.slice(scope.length))
    .toSorted();

test('the table of arrows names every package', () => {
  expect(packageFolders).toEqual(Object.keys(arrows).toSorted());
});

describe.each(packageFolders)('%s', (folder) => {
  const manifest = readManifest(folder);
  const { run, types = [] } = arrows[folder] ?? { run: [] };

  test('has the name of its folder', () => {
    expect(manifest.name).toBe(`${scope}${folder.split('/')[1] ?? ''}`);
  });

  test('depends on exactly the packages that the table of arrows names', () => {
    const isTestingAllowed = !beneathTesting.includes(folder);
    const development = ownPackages(manifest.devDependencies);
    expect(ownPackages(manifest.dependencies)).toEqual(run);
    expect(development.filter((name) => !(name === 'testing' && isTestingAllowed))).toEqual(types);
  });

  test('takes every version from the catalog or the workspace', () => {
    const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest;
    for (const group of [dependencies, devDependencies, peerDependencies, optionalDependencies]) {
      for (const [name, version] of Object.entries(group)) {
        expect(`${name}: ${version}`).toBe(`${name}: ${name.startsWith(scope) ? 'workspace:*' : 'catalog:'}`);
      }
    }
  });

  test('is type-checked and tested with everything else', () => {
    expect(manifest.scripts).toMatchObject({ typecheck: 'tsc -p tsconfig.json', test: 'vitest run' });
  });

  test('has type checks on every folder with TypeScript', () => {
    const { include } = z
      .object({ include: z.array(z.string()) })
      .parse(JSON.parse(readText(`${folder}/tsconfig.json`)));
    const withTypeScript = files
      .filter((path) => path.startsWith(`${folder}/`) && /\.tsx?$/.test(path))
      .map((path) => path.split('/')[2] ?? '');
    for (const part of new Set(withTypeScript)) {
      const isIncluded = include.some(
        (pattern) => pattern.split('/')[0] === part || (pattern === '*.ts' && part.endsWith('.ts')),
      );
      expect(isIncluded, `${folder}/tsconfig.json includes ${part}`).toBe(true);
    }
  });

  test('says in a README of at most 40 lines what it is', () => {
    expect(files).toContain(`${folder}/README.md`);
    expect(countLines(`${folder}/README.md`)).toBeLessThanOrEqual(40);
  });

  test('carries its layer', () => {
    const { tags } = z.object({ tags: z.array(z.string()) }).parse(JSON.parse(readText(`${folder}/turbo.json`)));
    expect(tags).toEqual([folder.startsWith('apps/') ? 'app' : folder.split('/')[1]]);
  });
});
