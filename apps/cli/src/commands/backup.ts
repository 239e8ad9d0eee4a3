import { join, resolve } from 'node:path';

import type { Command } from 'commander';

import manifest from '../../package.json' with { type: 'json' };
import { addCommand, type JsonOption } from '../add-command.ts';
import { createBackup, type CreatedBackup } from '../backup/create-backup.ts';
import type { CliContext } from '../cli-context.ts';
import { formatBytes } from '../format-bytes.ts';
import { printAnswer } from '../print-answer.ts';
import { toFileStamp } from '../to-file-stamp.ts';
import { untilInterrupted } from '../until-interrupted.ts';

interface BackupOptions extends JsonOption {
  readonly withSecrets?: true;
}

const toNotes = (dataDir: string, { secrets, leftOut }: CreatedBackup, withSecrets: boolean): string[] => [
  ...leftOut.map((name) => `Left out: ${name} is neither a file nor a folder.`),
  ...(secrets.includes('master-key')
    ? ['The master key is in it: whoever has this file can read the keys kept for models. Keep it as you keep those.']
    : []),
  ...(withSecrets && !secrets.includes('master-key')
    ? [`The master key is not in it, since ${dataDir} has none: keep the one from the environment yourself.`]
    : []),
  ...(withSecrets
    ? []
    : [
        `The master key is not in it, and without it the keys kept for models can’t be read: keep ${join(dataDir, 'master-key')} (or SIGNALBOX_MASTER_KEY) in another place, or add --with-secrets.`,
      ]),
];

const backUp = async (context: CliContext, given: string | undefined, options: BackupOptions): Promise<void> => {
  const { config, stderr } = context;
  const file = resolve(given ?? `signalbox-${toFileStamp(new Date())}.tar.gz`);
  const withSecrets = options.withSecrets === true;
  const backup = await untilInterrupted((signal) =>
    createBackup({ config, file, withSecrets, version: manifest.version, signal, stderr }),
  );
  printAnswer(context, options, { value: backup, lines: [`${backup.file} (${formatBytes(backup.bytes)})`] });
  for (const note of toNotes(config.dataDir, backup, withSecrets)) stderr.write(`${note}\n`);
};

/** Adds `backup`, which archives a whole installation while it is at work. */
export const addBackupCommand = (program: Command, context: CliContext): void => {
  addCommand(program, {
    usage: 'backup [file]',
    summary: 'archive the database and all files of the data folder, while the server runs or not',
    json: 'print one JSON object: the file, its size and what is in it',
    examples: ['backup', 'backup monday.tar.gz', 'backup whole.tar.gz --with-secrets --json'],
  })
    .option(
      '--with-secrets',
      'also the master key and the session secret; without the master key, kept keys for models can’t be read',
    )
    .action((file: string | undefined, options: BackupOptions) => backUp(context, file, options));
};
