import { isSignalboxError } from '@signalbox/client';
import { Command, CommanderError } from 'commander';

import type { CliContext } from './cli-context.ts';
import { CliError } from './cli-error.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addKeysCommand } from './commands/keys.ts';
import { addRunsCommand } from './commands/runs.ts';
import { addToolsCommand } from './commands/tools.ts';

const helpCodes: ReadonlySet<string> = new Set(['commander.helpDisplayed', 'commander.version']);

const describe = (error: unknown, url: string): string => {
  if (error instanceof CliError) return error.message;
  if (!isSignalboxError(error)) return error instanceof Error ? error.message : String(error);
  const { code, message, requestId } = error;
  if (code === 'connection.failed')
    return `The server at ${url} does not answer (${message}). Start it with “npm start”.`;
  return `${message} (${code}${requestId === null ? '' : `, request ${requestId}`})`;
};

/** Runs one command line and gives its exit code: 0, 1 when it failed, 2 when it was wrong. Never throws. */
export const runCli = async (args: readonly string[], context: Omit<CliContext, 'fail'>): Promise<number> => {
  const { config, stdout, stderr } = context;
  let exitCode = 0;
  const program = new Command('signalbox')
    .description('Keys, runs, tools and the health of a Signalbox server.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    });
  const full: CliContext = {
    ...context,
    fail: () => {
      exitCode = 1;
    },
  };
  for (const add of [addKeysCommand, addRunsCommand, addToolsCommand, addDoctorCommand]) add(program, full);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return helpCodes.has(error.code) ? 0 : 2;
    stderr.write(`${describe(error, config.url)}\n`);
    return 1;
  }
};
