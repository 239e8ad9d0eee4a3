import type { JsonOption } from './add-command.ts';
import type { CliContext } from './cli-context.ts';

/** Prints what a command has to say: its value as one line of JSON, or its lines for people. */
export const printAnswer = (
  { stdout }: CliContext,
  { json }: JsonOption,
  answer: { readonly value: unknown; readonly lines: readonly string[] },
): void => {
  stdout.write(json ? `${JSON.stringify(answer.value)}\n` : answer.lines.map((line) => `${line}\n`).join(''));
};
