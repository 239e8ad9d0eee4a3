import { linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { JsonValue } from '@signalbox/contracts';
import { z } from 'zod';

import { askForTool, type ToolRun } from './ask-for-tool.ts';
import { expandText } from './expand-input.ts';
import type { Stage } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { expectThat, unknownShape, type Verdict } from './verdict.ts';

const Link = z.strictObject({ hardlink: z.string() });
const Many = z.strictObject({ files: z.int() });
const Names = z.array(z.string());

const call = (stage: Stage, key: string, input: JsonValue): Promise<ToolRun> =>
  askForTool(stage, { key, tool: 'file_io', arguments: input });

const tell = ({ result }: ToolRun): string => `${result.outcome}: ${result.text.slice(0, 200)}`;

/** The workspace's folder, made by the tool itself. */
const findFolder = async (stage: Stage, id: string): Promise<string> => {
  const made = await call(stage, `${id} prepare`, { operation: 'write', path: 'prepared.txt', content: 'prepared' });
  if (made.result.outcome !== 'ok') throw new Error(`the folder can't be prepared: ${tell(made)}`);
  const root = stage.filesFolder('');
  const [workspaceId = ''] = readdirSync(root);
  return join(root, workspaceId);
};

/** Reads, writes, lists and deletes at a path that leads elsewhere: nothing may come of it. */
const playPath = async (stage: Stage, id: string, path: string): Promise<Verdict> => {
  await findFolder(stage, id);
  const bait = join(stage.outside, 'x');
  writeFileSync(bait, 'outside');
  const faults: string[] = [];
  for (const operation of ['read', 'write', 'list', 'delete'] as const) {
    const input = { operation, path, ...(operation === 'write' && { content: 'mine now' }) };
    const run = await call(stage, `${id} ${operation}`, input);
    const isRefused = run.result.outcome === 'error' && /PATH_(?:DENIED|INVALID)/.test(run.result.text);
    faults.push(
      ...expectThat(isRefused, `${operation} was not refused: ${tell(run)}`),
      ...expectThat(!/root:|outside/.test(run.result.text), `${operation} shows what lies outside: ${tell(run)}`),
    );
  }
  return { faults: [...faults, ...expectThat(readFileSync(bait, 'utf8') === 'outside', 'a file outside was changed')] };
};

const playHardLink = async (stage: Stage, id: string): Promise<Verdict> => {
  const folder = await findFolder(stage, id);
  const outside = join(stage.outside, 'linked.txt');
  writeFileSync(outside, 'outside');
  linkSync(outside, join(folder, 'linked.txt'));
  const written = await call(stage, `${id} write`, { operation: 'write', path: 'linked.txt', content: 'mine now' });
  const read = await call(stage, `${id} read`, { operation: 'read', path: 'linked.txt' });
  const isKept = readFileSync(outside, 'utf8') === 'outside' && lstatSync(outside).nlink === 2;
  rmSync(join(folder, 'linked.txt'));
  return {
    faults: [
      ...expectThat(written.result.outcome === 'error', `was written through: ${tell(written)}`),
      ...expectThat(read.result.outcome === 'error', `was read through: ${tell(read)}`),
      ...expectThat(isKept, 'the file outside was changed'),
    ],
  };
};

const playMany = async (stage: Stage, id: string, count: number): Promise<Verdict> => {
  const folder = await findFolder(stage, id);
  const many = join(folder, 'many');
  mkdirSync(many);
  // while other cases time their answers
  for (let index = 0; index < count; index += 1) await writeFile(join(many, String(index)), '');
  const over = await call(stage, `${id} over`, { operation: 'write', path: 'over.txt', content: 'x' });
  const listed = await call(stage, `${id} list`, { operation: 'list', path: 'many' });
  await rm(many, { recursive: true });
  return {
    faults: [
      ...expectThat(over.result.outcome === 'error' && over.result.text.includes('QUOTA'), `no quota: ${tell(over)}`),
      ...expectThat(
        listed.result.outcome === 'ok' && listed.result.bytes < 100_000,
        `a list without an end: ${tell(listed)}`,
      ),
    ],
  };
};

const playNames = async (stage: Stage, id: string, names: readonly string[]): Promise<Verdict> => {
  const folder = await findFolder(stage, id);
  const before = readdirSync(folder).length;
  const faults: string[] = [];
  for (const [index, path] of names.entries()) {
    const run = await call(stage, `${id} ${index}`, { operation: 'write', path, content: `content ${index}` });
    faults.push(...expectThat(run.result.outcome === 'ok', `${index} was refused: ${tell(run)}`));
  }
  const after = readdirSync(folder);
  const made = after.filter((name) => names.some((each) => each.normalize('NFC') === name));
  for (const name of made) rmSync(join(folder, name));
  return {
    faults: [...faults, ...expectThat(after.length === before + 1, `${after.length - before} files instead of one`)],
  };
};

/** A path, or a state of the folder, as a model meets it through the file tool. One after the other: they share a folder. */
export const playFileIo = async (stage: Stage, { id, input }: CorpusCase): Promise<Verdict> => {
  const path = expandText(input);
  if (path !== undefined) return playPath(stage, id, path);
  if (Link.safeParse(input).success) return playHardLink(stage, id);
  const many = Many.safeParse(input);
  if (many.success) return playMany(stage, id, many.data.files);
  const names = Names.safeParse(input);
  return names.success ? playNames(stage, id, names.data) : unknownShape(input);
};
