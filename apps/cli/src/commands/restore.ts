import { join, resolve } from 'node:path';

import type { Command } from 'commander';

import manifest from '../../package.json' with { type: 'json' };
import { addCommand, type JsonOption } from '../add-command.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import type { CliContext } from '../cli-context.ts';
import { printAnswer } from '../print-answer.ts';
import { untilInterrupted } from '../until-interrupted.ts';

interface RestoreOptions extends JsonOption {
  readonly replace?: true;
}

const restore = async (context: CliContext, given: string, options: RestoreOptions): Promise<void> => {
  const { config, stderr } = context;
  const restored = await untilInterrupted((signal) =>
    restoreBackup({
      config,
      file: resolve(given),
      replaces: options.replace === true,
      version: manifest.version,
      signal,
      stderr,
    }),
  );
  const { dataDir, createdAt, replaced, hasMasterKey } = restored;
  const lines = [
    `${dataDir} is as it was at ${createdAt}.`,
    ...(replaced === null ? [] : [`What was there before is in ${replaced}.`]),
  ];
  printAnswer(context, options, { value: restored, lines });
  if (!hasMasterKey)
    stderr.write(
      `The archive holds no master key. Put the old one at ${join(dataDir, 'master-key')}, or set SIGNALBOX_MASTER_KEY, before the server starts: without it, the keys kept for models can’t be read.\n`,
    );
  stderr.write('Runs that had not ended go on when the server starts.\n');
};

/** Adds `restore`, which brings back what `backup` archived. */
export const addRestoreCommand = (program: Command, context: CliContext): void => {
  addCommand(program, {
    usage: 'restore <file>',
    summary: 'bring back an archive of “backup” into an empty data folder and an empty database',
    json: 'print one JSON object: the folder, and the archive’s age and migration',
    examples: ['restore monday.tar.gz', 'restore monday.tar.gz --replace'],
  })
    .option('--replace', 'put aside what is in the data folder, under a name that is printed')
    .action((file: string, options: RestoreOptions) => restore(context, file, options));
};
