import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

// Makes `dist`, the package as it is published: JavaScript and declarations that need nothing of the workspace.

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
/** Where the compiler leaves client, contracts and api beside each other. */
const compiled = join(root, 'node_modules', '.package');

const Manifest = z.object({
  version: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
});
const readManifest = (path: string): z.infer<typeof Manifest> => Manifest.parse(JSON.parse(readFileSync(path, 'utf8')));

const compile = (): void => {
  rmSync(compiled, { recursive: true, force: true });
  const manifest = fileURLToPath(import.meta.resolve('typescript/package.json'));
  const config = join(root, 'tsconfig.package.json');
  execFileSync(execPath, [join(dirname(manifest), 'bin', 'tsc'), '-p', config], { stdio: 'inherit' });
};

/** What only the server's side of the router's type is made of, and nothing here could resolve. */
const serverTypes = [
  ['import("./services.ts").RequestContext', 'object'],
  ['import("./rate-limits.ts").RateLimitClass', 'string'],
] as const;

const toPackaged = (text: string): string => {
  let packaged = text;
  for (const [from, to] of serverTypes) packaged = packaged.replaceAll(from, to);
  return packaged
    .replaceAll(/(['"])@signalbox\/contracts\1/g, '$1../contracts/index.js$1')
    .replaceAll(/(['"])@signalbox\/api\1/g, '$1../api/app-router.js$1')
    .replaceAll(/(['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2');
};

const copyCode = (): void => {
  for (const pattern of ['client/src/*.{js,d.ts}', 'contracts/src/*.{js,d.ts}', 'api/src/app-router.d.ts']) {
    for (const path of globSync(pattern, { cwd: compiled })) {
      const target = join(dist, path.replace('/src/', '/'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, toPackaged(readFileSync(join(compiled, path), 'utf8')));
    }
  }
};

const entry = (name: string): object => ({ types: `./client/${name}.d.ts`, default: `./client/${name}.js` });

const writeManifest = (): void => {
  const own = readManifest(join(root, 'package.json'));
  const contracts = readManifest(join(root, '..', 'contracts', 'package.json'));
  const hooks = '@trpc/tanstack-react-query';
  const hooksManifest = join(dirname(fileURLToPath(import.meta.resolve(hooks))), '..', 'package.json');
  const { react, '@tanstack/react-query': query } = readManifest(hooksManifest).peerDependencies;
  const peerDependencies = { react, '@tanstack/react-query': query, [hooks]: own.devDependencies[hooks] };
  const { '@signalbox/contracts': _, ...dependencies } = own.dependencies;
  const manifest = {
    name: '@signalbox/client',
    version: own.version,
    description: 'Start, watch and steer the runs of a Signalbox server, typed',
    license: own.license,
    type: 'module',
    engines: { node: '>=24' },
    sideEffects: false,
    exports: { '.': entry('index'), './react': entry('react') },
    dependencies: { ...dependencies, ...contracts.dependencies },
    // for ./react only
    peerDependencies,
    peerDependenciesMeta: Object.fromEntries(Object.keys(peerDependencies).map((name) => [name, { optional: true }])),
  };
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
};

const guide = 'docs/guides/call-it-from-your-service.md';
const copyDocuments = (): void => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  writeFileSync(join(dist, 'README.md'), readme.replaceAll(`../../${guide}`, 'GUIDE.md'));
  cpSync(join(root, '..', '..', guide), join(dist, 'GUIDE.md'));
  cpSync(join(root, '..', '..', 'LICENSE'), join(dist, 'LICENSE'));
};

compile();
rmSync(dist, { recursive: true, force: true });
copyCode();
writeManifest();
copyDocuments();
