import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execPath } from 'node:process';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

import { makeTestFolder } from '@signalbox/testing/make-test-folder';
import { onTestFinished } from 'vitest';

const packageRoot = join(import.meta.dirname, '..');
const modules = join(packageRoot, 'node_modules');
const run = promisify(execFile);

/** What the package names as its dependencies and peers, and what a project of its own would have anyway. */
const dependencies = [
  '@trpc/client',
  '@trpc/server',
  'eventsource',
  'zod',
  '@trpc/tanstack-react-query',
  '@tanstack/react-query',
  'react',
  'react-dom',
  '@types/node',
  '@types/react',
];

/** A project outside of the workspace that has the packed client, and its dependencies by links into this checkout. */
export class ConsumerProject {
  readonly folder = makeTestFolder('consumer');

  /** Packs the client and unpacks it where an installation would. */
  async install(): Promise<void> {
    const pnpm = join(packageRoot, '..', '..', 'node_modules', 'pnpm', 'bin', 'pnpm.mjs');
    await run(execPath, [pnpm, 'pack', '--pack-destination', this.folder], { cwd: packageRoot });
    const target = this.at('node_modules', '@signalbox', 'client');
    mkdirSync(target, { recursive: true });
    const tarball = this.at('signalbox-client-0.1.0.tgz');
    await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
    for (const name of dependencies) {
      const link = this.at('node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(realpathSync(join(modules, name)), link);
    }
    this.write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  }

  /** The path of something in it. */
  at(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  write(name: string, text: string): void {
    writeFileSync(this.at(name), text);
  }

  /** The faults that the compiler finds in these files and in the declarations of the client, with their places. */
  async compile(files: readonly string[], options: object): Promise<string[]> {
    const compilerOptions = { strict: true, noEmit: true, skipLibCheck: false, ...options };
    this.write('tsconfig.json', JSON.stringify({ compilerOptions, files }));
    const tsc = join(modules, 'typescript', 'bin', 'tsc');
    const { stdout } = await run(execPath, [tsc, '-p', '.'], { cwd: this.folder }).catch(
      (error: { readonly stdout: string }) => error,
    );
    // tRPC's own declarations name types of the browser and of ws, which is no fault of the client
    return stdout.split('\n').filter((line) => line !== '' && !/^( |\S*\.pnpm\/@trpc\+)/.test(line));
  }

  /** Bundles its `index.html` for browsers, into `dist`. */
  async bundle(): Promise<void> {
    await run(execPath, [join(modules, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error'], {
      cwd: this.folder,
      env: {},
    });
  }

  /** What a program of it prints; throws when it fails. */
  async execute(name: string, env: NodeJS.ProcessEnv): Promise<string> {
    const { stdout } = await run(execPath, [this.at(name)], { env });
    return stdout;
  }

  /** A program of it as a process, gone at the test's end. */
  start(name: string, env: NodeJS.ProcessEnv): ChildProcessByStdio<null, Readable, null> {
    const child = spawn(execPath, [this.at(name)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill());
    return child;
  }
}
