import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import { CliError } from '../cli-error.ts';
import type { CliConfig } from '../config.ts';

/** What pg_dump and pg_restore say when they fail is short; the last of it says why. */
const lastCharacters = 2000;

interface PostgresTool {
  readonly program: 'pg_dump' | 'pg_restore';
  readonly args: readonly string[];
  readonly signal: AbortSignal;
}

const run = async ({ environment }: Pick<CliConfig, 'environment'>, { program, args, signal }: PostgresTool) => {
  const child = spawn(program, args, { env: environment, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close').then(([code]: unknown[]) => code);
  const texts = Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    const code = await closed;
    const [stdout, stderr] = await texts;
    return { code, stdout, stderr: stderr.slice(-lastCharacters).trim() };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new CliError(
      `There is no ${program} on this machine, which comes with PostgreSQL’s client programs (Debian: postgresql-client). Install those of the server’s version or a newer one.`,
      { cause: error },
    );
  }
};

/** Throws a `CliError` unless the program is there and at least as new as the database server. */
export const assertTool = async (
  config: CliConfig,
  tool: Omit<PostgresTool, 'args'>,
  serverMajor: number,
): Promise<void> => {
  const { program } = tool;
  const { stdout } = await run(config, { ...tool, args: ['--version'] });
  const major = Number(/(\d+)(?:\.\d+|devel|beta|rc)/.exec(stdout)?.[1]);
  if (major >= serverMajor) return;
  throw new CliError(
    `${program} is of PostgreSQL ${major}, and the server of ${serverMajor}: install the client programs of ${serverMajor} or newer.`,
  );
};

/** The address without its password, which other users of the machine would read among a program's arguments. */
const splitPassword = (databaseUrl: string): { readonly address: string; readonly password: string } => {
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password) || (url.searchParams.get('password') ?? '');
  url.password = '';
  url.searchParams.delete('password');
  return { address: url.href, password };
};

/** Runs pg_dump or pg_restore on the database. Throws a `CliError` with what it said when it fails. */
export const runPostgresTool = async (
  config: CliConfig & { readonly databaseUrl: string },
  { program, args, signal }: PostgresTool,
): Promise<void> => {
  const { address, password } = splitPassword(config.databaseUrl);
  const environment = { ...config.environment, ...(password !== '' && { PGPASSWORD: password }) };
  const { code, stderr } = await run({ environment }, { program, args: [...args, `--dbname=${address}`], signal });
  if (code !== 0) throw new CliError(`${program} failed: ${stderr}`);
};
