import { CommanderError } from 'commander';

import type { CliContext } from './cli-context.ts';
import { createProgram } from './create-program.ts';
import { type ExitReason, exitCodes } from './exit-codes.ts';
import { explainFailure } from './explain-failure.ts';

const helpCodes: ReadonlySet<string> = new Set(['commander.helpDisplayed', 'commander.version']);

const run = async (args: readonly string[], context: Omit<CliContext, 'fail'>): Promise<ExitReason> => {
  let reason: ExitReason = 'ok';
  const program = createProgram({ ...context, fail: (news) => void (reason = news) });
  try {
    await program.parseAsync(args, { from: 'user' });
    return reason;
  } catch (error) {
    if (error instanceof CommanderError) return helpCodes.has(error.code) ? 'ok' : 'usage';
    const failure = explainFailure(error, context.config.url);
    context.stderr.write(`${failure.sentence}\n`);
    return failure.reason;
  }
};

/** Runs one command line and gives its exit code, one of `exitCodes`. Never throws. */
export const runCli = async (args: readonly string[], context: Omit<CliContext, 'fail'>): Promise<number> =>
  exitCodes[await run(args, context)].code;
