import type { Command } from 'commander';

import { addCommand, type JsonOption } from '../add-command.ts';
import type { CliContext } from '../cli-context.ts';
import { checkMachine } from '../doctor/check-machine.ts';
import { checkServer } from '../doctor/check-server.ts';
import { printAnswer } from '../print-answer.ts';

const words = { ok: 'ok', failed: 'FAILED', skipped: 'skipped' } as const;

/** Adds `doctor`, which looks at everything an installation needs and says what to do about what is wrong. */
export const addDoctorCommand = (program: Command, context: CliContext): void => {
  addCommand(program, {
    usage: 'doctor',
    summary: 'look at the installation and say what to do; exit code 1 when a check fails',
    json: 'print one JSON list of checks',
    examples: ['doctor', 'doctor --json'],
  }).action(async (options: JsonOption) => {
    const checks = [...checkMachine(context.config), ...(await checkServer(context.config))];
    const lines = checks.map(({ name, state, text }) => `${words[state].padEnd(8)} ${name.padEnd(10)} ${text}`);
    printAnswer(context, options, { value: checks, lines });
    if (checks.some(({ state }) => state === 'failed')) context.fail('failed');
  });
};
