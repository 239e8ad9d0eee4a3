import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ToolName } from '@signalbox/contracts';
import type { Command } from 'commander';

import { addCommand, type JsonOption } from '../add-command.ts';
import type { CliContext } from '../cli-context.ts';
import { CliError } from '../cli-error.ts';
import { printAnswer } from '../print-answer.ts';

const toCamelCase = (name: string): string => name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
const toTitle = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

/** A tool that works as it is, with a place for each thing its author has to think of. */
const toSource = (name: string): string => `import { defineTool, ToolError } from '@signalbox/tool-sdk';
import { z } from 'zod';

export const ${toCamelCase(name)}Tool = defineTool({
  name: '${name}',
  title: '${toTitle(name)}',
  // What it does and when to use it: this is what the model reads.
  description: 'Counts how often a word occurs in a text.',
  // A name of lucide.dev/icons with Icon in front.
  icon: 'IconWrench',
  input: z.strictObject({
    text: z.string().describe('The text to look through.'),
    word: z.string().describe('The word to count.'),
  }),
  // read: changes nothing. idempotent: doing it again changes nothing more. write: everything else.
  effect: 'read',
  execute: async ({ text, word }, context) => {
    // For what the model should read and mend.
    if (word.trim() === '') throw new ToolError('The word is empty: give one.');
    // Also there: context.fetch (the public internet), context.secret(name), context.folder, context.signal,
    // and context.progress('3 of 10', 3 / 10), which people who watch the run see until the call ends.
    context.log('looking through ' + text.length + ' characters');
    const words = text.toLowerCase().split(/[^\\p{L}\\p{N}]+/u);
    return { word, count: words.filter((other) => other === word.trim().toLowerCase()).length };
  },
});
`;

const writeTool = (context: CliContext, given: string, options: JsonOption): void => {
  const parsed = ToolName.safeParse(given.replaceAll('-', '_'));
  if (!parsed.success)
    throw new CliError(`${given} is no name for a tool: it ${parsed.error.issues[0]?.message ?? ''}.`, {
      reason: 'usage',
    });
  const { toolsDir } = context.config;
  const file = join(toolsDir, `${parsed.data.replaceAll('_', '-')}.tool.ts`);
  mkdirSync(toolsDir, { recursive: true });
  try {
    writeFileSync(file, toSource(parsed.data), { flag: 'wx' });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')
      throw new CliError(`${file} is there already.`);
    throw cause;
  }
  const hint = 'It works as it is: a running server has it within seconds. Try it under Tools, then make it yours.';
  printAnswer(context, options, { value: { name: parsed.data, file }, lines: [file, hint] });
};

/** Adds `tools new`, which writes a working tool into the folder of the operator's own. */
export const addToolsCommand = (program: Command, context: CliContext): void => {
  const tools = program.command('tools').description('your own tools');
  addCommand(tools, {
    usage: 'new',
    summary: 'write a tool that works into the tools folder, for you to change',
    json: 'print one JSON object: its name and its file',
    examples: ['tools new count-words'],
  })
    .argument('<name>', 'what the model calls: small letters, digits, - and _')
    .action((name: string, options: JsonOption) => writeTool(context, name, options));
};
