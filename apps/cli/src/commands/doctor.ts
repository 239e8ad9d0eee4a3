import type { Command } from 'commander';

import type { CliContext } from '../cli-context.ts';
import { checkMachine } from '../doctor/check-machine.ts';
import { checkServer } from '../doctor/check-server.ts';

const words = { ok: 'ok', failed: 'FAILED', skipped: 'skipped' } as const;

/** Adds `doctor`, which looks at everything an installation needs and says what to do about what is wrong. */
export const addDoctorCommand = (program: Command, context: CliContext): void => {
  program
    .command('doctor')
    .description('look at the installation and say what to do; exit code 1 when a check fails')
    .action(async () => {
      const checks = [...checkMachine(context.config), ...(await checkServer(context.config))];
      for (const { name, state, text } of checks) {
        context.stdout.write(`${words[state].padEnd(8)} ${name.padEnd(10)} ${text}\n`);
      }
      if (checks.some(({ state }) => state === 'failed')) context.fail();
    });
};
