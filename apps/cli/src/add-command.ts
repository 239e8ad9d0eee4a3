import type { Command } from 'commander';

interface Declaration {
  /** Its name and arguments: `watch <id>`. */
  readonly usage: string;
  /** What it does, in a line. */
  readonly summary: string;
  /** What `--json` prints. */
  readonly json: string;
  /** Command lines that work, without the name of the program. */
  readonly examples: readonly [string, ...string[]];
}

/** What `--json` leaves in a command's options. */
export interface JsonOption {
  readonly json?: true;
}

/** Stands in examples for the id of a run or a key. */
export const exampleId = '019ab2c4-7d1e-7a30-b3c5-0f6d2e8a9b41';

/** Adds a command with what every one has: `--json`, and examples in its help. */
export const addCommand = (parent: Command, { usage, summary, json, examples }: Declaration): Command =>
  parent
    .command(usage)
    .description(summary)
    .option('--json', json)
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  signalbox ${example}\n`).join('')}`);
