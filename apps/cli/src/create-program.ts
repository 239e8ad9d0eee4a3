import { Command } from 'commander';

import manifest from '../package.json' with { type: 'json' };
import type { CliContext } from './cli-context.ts';
import { addAgentsCommand } from './commands/agents.ts';
import { addBackupCommand } from './commands/backup.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addKeysCommand } from './commands/keys.ts';
import { addMetricsCommand } from './commands/metrics.ts';
import { addPricesCommand } from './commands/prices.ts';
import { addRestoreCommand } from './commands/restore.ts';
import { addRunsCommand } from './commands/runs.ts';
import { addSeedCommand } from './commands/seed.ts';
import { addToolsCommand } from './commands/tools.ts';
import { exitCodes } from './exit-codes.ts';

/** In the order of the help. */
const commands = [
  addRunsCommand,
  addAgentsCommand,
  addKeysCommand,
  addToolsCommand,
  addMetricsCommand,
  addPricesCommand,
  addBackupCommand,
  addRestoreCommand,
  addDoctorCommand,
  addSeedCommand,
];

const codeLines = Object.values(exitCodes).map(({ code, means }) => `  ${String(code).padEnd(4)} ${means}`);

const footer = `
Examples:
  signalbox runs start "What is 5 + 10?" --watch
  signalbox backup

In a checkout it is called with npm: npm run -s signalbox -- runs start "What is 5 + 10?" --watch
Every command takes --json, which prints JSON on stdout and nothing else, and --help, which has examples.
It asks the server at SIGNALBOX_URL, else http://127.0.0.1:$PORT (4000), with SIGNALBOX_API_KEY, else with the token in
the data folder (SIGNALBOX_DATA_DIR, else ./data).

Exit codes:
${codeLines.join('\n')}
`;

/** The whole command line, before it is given any arguments; it throws `CommanderError` in place of ending the process. */
export const createProgram = (context: CliContext): Command => {
  const { stdout, stderr } = context;
  const program = new Command('signalbox')
    .description('Runs, agents, keys, tools, figures, backups and the health of a Signalbox server.')
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    })
    .addHelpText('after', footer);
  for (const add of commands) add(program, context);
  return program;
};
