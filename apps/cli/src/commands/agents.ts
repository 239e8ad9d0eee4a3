import type { Command } from 'commander';

import { addCommand, type JsonOption } from '../add-command.ts';
import { exportAgents } from '../agents/export-agents.ts';
import { formatChange } from '../agents/format-changes.ts';
import { applyImport, type ImportResult, type ImportStep, planImport, toUnapplied } from '../agents/import-agents.ts';
import { listAllAgents } from '../agents/list-all-agents.ts';
import { readAgentFiles } from '../agents/read-agent-files.ts';
import type { CliContext } from '../cli-context.ts';
import { CliError } from '../cli-error.ts';
import { confirm } from '../confirm.ts';
import { openClient } from '../open-client.ts';
import { toPlainText } from '../plain-text.ts';
import { printAnswer } from '../print-answer.ts';

interface ExportOptions extends JsonOption {
  readonly dir: string;
  readonly all?: true;
}

interface ImportOptions extends JsonOption {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly publish: boolean;
  readonly note: string;
}

const listAgents = async (context: CliContext, options: JsonOption): Promise<void> => {
  const agents = await listAllAgents(openClient(context.config));
  const lines = agents.map(({ slug, status, version, models, name }) => {
    const model = models.length === 0 ? 'default model' : models.join(', ');
    return toPlainText(`${slug.padEnd(24)} ${status.padEnd(8)} v${version}  ${model}  ${name}`);
  });
  printAnswer(context, options, { value: agents, lines });
};

const exportAll = async (context: CliContext, slugs: string[], options: ExportOptions): Promise<void> => {
  if (slugs.length === 0 && !options.all) throw new CliError('Name agents, or take --all.', { reason: 'usage' });
  const client = openClient(context.config);
  const exported = await exportAgents(client, { slugs: options.all ? undefined : slugs, folder: options.dir });
  const lines = exported.map(({ file, isChanged }) => `${file}  ${isChanged ? 'written' : 'unchanged'}`);
  printAnswer(context, options, { value: exported, lines });
};

const toLines = ({ file, agent, state, changes }: ImportStep, stream: NodeJS.WritableStream): string[] => [
  toPlainText(`${file}: ${agent.slug} is ${state}`),
  ...changes.flatMap((change) => formatChange(change, stream)),
];

/** Whether to apply what was shown. Throws a `CliError` when nobody can be asked. */
const mayApply = async (context: CliContext, open: number, { yes, dryRun, json }: ImportOptions): Promise<boolean> => {
  if (dryRun || open === 0) return false;
  if (yes) return true;
  const answer = json ? undefined : await confirm(context, `Apply this to ${context.config.url}?`);
  if (answer === undefined)
    throw new CliError('Nothing is changed: nobody can be asked here. Add --yes, or --dry-run to look only.', {
      reason: 'usage',
    });
  return answer;
};

const isOpen = ({ state }: ImportStep): boolean => state === 'new' || state === 'changed';

const toResultLine = ({ slug, version, state }: ImportResult, isPublished: boolean): string => {
  if (state === 'new') return `${slug} is made.`;
  return isPublished
    ? `${slug} is version ${version} now.`
    : `${slug} has version ${version}, which new runs do not use yet.`;
};

const importAll = async (context: CliContext, paths: string[], options: ImportOptions): Promise<void> => {
  const { stdout, stderr } = context;
  const { publish: isPublished, note } = options;
  const agents = await readAgentFiles(paths);
  const client = openClient(context.config);
  const steps: ImportStep[] = [];
  for (const agent of agents) steps.push(await planImport(client, agent, { isPublished }));
  if (!options.json) for (const line of steps.flatMap((step) => toLines(step, stdout))) stdout.write(`${line}\n`);
  const isApplied = await mayApply(context, steps.filter(isOpen).length, options);
  const results: ImportResult[] = [];
  for (const step of steps)
    results.push(
      isApplied && isOpen(step) ? await applyImport(client, step, { isPublished, note }) : toUnapplied(step),
    );
  const lines = results.filter(({ version }) => version !== null).map((result) => toResultLine(result, isPublished));
  printAnswer(context, options, { value: results, lines: lines.length > 0 ? lines : ['Nothing is changed.'] });
  const faults = results.flatMap((result) => result.faults);
  for (const fault of faults) stderr.write(`${toPlainText(fault)}\n`);
  if (faults.length > 0) context.fail('failed');
};

/** Adds `agents list`, `agents export` and `agents import`. */
export const addAgentsCommand = (program: Command, context: CliContext): void => {
  const agents = program.command('agents').description('agents: list, and keep them in files');
  addCommand(agents, {
    usage: 'list',
    summary: 'every agent that is not archived: its status, version and models',
    json: 'print one JSON list',
    examples: ['agents list'],
  }).action((options: JsonOption) => listAgents(context, options));
  addCommand(agents, {
    usage: 'export [slugs...]',
    summary: 'write agents as new runs use them, one JSON file each, to keep in git',
    json: 'print one JSON list of files',
    examples: ['agents export assistant', 'agents export --all --dir agents'],
  })
    .option('--dir <folder>', 'where to', 'agents')
    .option('--all', 'every agent that is not archived')
    .action((slugs: string[], options: ExportOptions) => exportAll(context, slugs, options));
  addCommand(agents, {
    usage: 'import <paths...>',
    summary: 'show what files, or all *.agent.json of folders, would change, and apply it after a yes',
    json: 'print one JSON list: each file, its changes and how it ended',
    examples: [
      'agents import agents --dry-run',
      'agents import agents/assistant.agent.json --yes --note "From review"',
    ],
  })
    .option('--dry-run', 'show it only')
    .option('--yes', 'apply it without asking')
    .option('--no-publish', 'save versions that new runs do not use yet')
    .option('--note <text>', 'what the versions are about', '')
    .action((paths: string[], options: ImportOptions) => importAll(context, paths, options));
};
