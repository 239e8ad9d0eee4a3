import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { ErrorIssue } from '@signalbox/contracts';

import { CliError } from '../cli-error.ts';
import { agentFileSuffix, type FileAgent, maxFileBytes, parseAgentFile } from './agent-file.ts';

const maxFiles = 1000;

/** An agent, and the file that says so. */
export interface ReadAgent {
  readonly file: string;
  readonly agent: FileAgent;
}

/** Something wrong in a file: where, and the rule that it breaks. */
export interface FileIssue extends ErrorIssue {
  readonly file: string;
}

/** A fault as people read it: file, place, rule. */
export const formatFileIssue = ({ file, path, message }: FileIssue): string =>
  [file, path, message].filter((part) => part !== '').join(': ');

const listFiles = async (path: string): Promise<string[]> => {
  const stats = await stat(path);
  if (!stats.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => name.endsWith(agentFileSuffix));
  return names.toSorted().map((name) => join(path, name));
};

const readOne = async (file: string): Promise<ReturnType<typeof parseAgentFile>> => {
  const stats = await stat(file);
  const refuse = (message: string) => ({ issues: [{ path: '', message }] });
  if (!stats.isFile()) return refuse('is no file');
  if (stats.size > maxFileBytes) return refuse(`is larger than ${maxFileBytes / 1024} KiB`);
  return parseAgentFile(await readFile(file, 'utf8'));
};

/**
 * The agents of files and of folders with such files, in the order of their names. Throws a `CliError` that names every
 * fault of every file, and two files of one slug.
 */
export const readAgentFiles = async (paths: readonly string[]): Promise<ReadAgent[]> => {
  const files = [...new Set((await Promise.all(paths.map(listFiles))).flat())];
  if (files.length === 0) throw new CliError(`There is no file *${agentFileSuffix} in ${paths.join(', ')}.`);
  if (files.length > maxFiles) throw new CliError(`These are ${files.length} files: at most ${maxFiles} are read.`);
  const agents: ReadAgent[] = [];
  const issues: FileIssue[] = [];
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const parsed = await readOne(file);
    if ('issues' in parsed) {
      issues.push(...parsed.issues.map((issue) => ({ ...issue, file })));
      continue;
    }
    const { slug } = parsed.agent;
    const other = fileOf.get(slug);
    if (other !== undefined) issues.push({ file, path: 'slug', message: `${slug} is the agent of ${other} too` });
    fileOf.set(slug, file);
    agents.push({ file, agent: parsed.agent });
  }
  if (issues.length > 0) throw new CliError(issues.map(formatFileIssue).join('\n'));
  return agents;
};
