import { createInterface } from 'node:readline/promises';

import type { CliContext } from './cli-context.ts';
import { isTerminal } from './is-terminal.ts';

/**
 * Asks a person yes or no on stderr; only `y` and `yes` are yes. Undefined when nobody can be asked: input or output is no
 * terminal.
 */
export const confirm = async ({ stdin, stderr }: CliContext, question: string): Promise<boolean | undefined> => {
  if (!isTerminal(stdin) || !isTerminal(stderr)) return undefined;
  const reader = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    const ended = new Promise<string>((resolve) => void reader.once('close', () => resolve('')));
    const answer = await Promise.race([reader.question(`${question} [y/N] `), ended]);
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    reader.close();
  }
};
