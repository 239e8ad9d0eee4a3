import { z } from 'zod';

import { expandText, textsOf } from './expand-input.ts';
import type { CorpusCase } from './read-corpus.ts';

const Returns = z.strictObject({ returns: z.array(z.string()) });
const Result = z.strictObject({ result: z.unknown() });
const Named = z.strictObject({ name: z.string() });
const Described = z.strictObject({ description: z.string() });
const Parameters = z.strictObject({ parameters: z.looseObject({}) });
const Keys = z.object({ properties: z.strictObject({ $keys: z.int() }) });
const File = z.strictObject({ file: z.string() });

/** The code of what a tool returns, by the name that the corpus has for it. */
const returned: Readonly<Record<string, string>> = {
  undefined: 'undefined',
  '()=>1': '() => 1',
  'Symbol()': 'Symbol()',
  '10n': '10n',
  circular: '(() => { const value = {}; value.self = value; return value; })()',
};

/** What a tool returns in this case: code, one piece a call; undefined when the case is about no result. */
export const toReturned = (input: unknown): readonly string[] | undefined => {
  const returns = Returns.safeParse(input);
  if (returns.success) return returns.data.returns.map((name) => returned[name] ?? '');
  const result = Result.safeParse(input);
  const text = result.success ? expandText(result.data.result) : undefined;
  return text === undefined ? undefined : [JSON.stringify(text)];
};

/** A tool's name from the id of a case. */
export const toToolName = (id: string): string => id.replaceAll('-', '_');

const toFile = (definition: string): string =>
  `export const tool = ({ defineTool, z }) => defineTool({ title: 'Hostile', icon: 'IconBug', effect: 'read', ${definition} });\n`;

/** Time that the tool has whose failure comes late, and when it comes. */
const lateMs = { timeout: 200, reject: 600 };

const toResultFile = ({ id, input }: CorpusCase): string | undefined => {
  const name = `name: '${toToolName(id)}', description: 'Returns something.'`;
  const values = toReturned(input);
  if (values) {
    const cases = values.map((code, index) => `if (index === ${index}) return ${code};`).join(' ');
    return toFile(`${name}, input: z.object({ index: z.int() }), execute: ({ index }) => { ${cases} }`);
  }
  if (typeof input !== 'object' || input === null || !('lateReject' in input)) return undefined;
  const late = `await new Promise((resolve) => setTimeout(resolve, ${lateMs.reject})); throw new Error('too late');`;
  return toFile(
    `${name}, input: z.object({ index: z.int() }), timeoutMs: ${lateMs.timeout}, execute: async () => { ${late} }`,
  );
};

/** Files that misbehave while they are loaded or run, by the last part of the path that the corpus gives. */
const misbehaving: Readonly<Record<string, (tool: string) => string>> = {
  'hang.ts': () =>
    'await new Promise(() => setInterval(() => undefined, 1000));\nexport const tool = () => undefined;\n',
  'oom.ts': (tool) =>
    toFile(
      `name: '${tool}', description: 'Takes all memory.', input: z.object({}), execute: () => { const all = []; while (all.length < 4096) all.push(new Array(131_072).fill(all)); return all.length; }`,
    ),
};

const toDefinitionFile = ({ id, input }: CorpusCase): string | undefined => {
  const rest = `input: z.object({}), execute: () => 'done'`;
  const named = Named.safeParse(input);
  if (named.success) return toFile(`name: ${JSON.stringify(named.data.name)}, description: 'Named oddly.', ${rest}`);
  const described = Described.safeParse(input);
  const name = `name: '${toToolName(id)}'`;
  if (described.success) return toFile(`${name}, description: ${JSON.stringify(described.data.description)}, ${rest}`);
  const file = File.safeParse(input);
  if (file.success) return misbehaving[file.data.file.split('/').at(-1) ?? '']?.(toToolName(id));
  const parameters = Parameters.safeParse(input);
  if (!parameters.success) return undefined;
  const keys = Keys.safeParse(parameters.data.parameters);
  const schema = keys.success
    ? `z.object(Object.fromEntries(Array.from({ length: ${keys.data.properties.$keys} }, (_, index) => ['key_' + index, z.string().describe('x'.repeat(80))])))`
    : `z.fromJSONSchema({ type: 'object', properties: { value: ${JSON.stringify(parameters.data.parameters)} } })`;
  return toFile(`${name}, description: 'Has an odd schema.', input: ${schema}, execute: () => 'done'`);
};

/** Name of the file that a case's tool lies in. */
export const toToolFile = (id: string): string => `${id}.tool.mjs`;

/** The files of the operator's tools folder that the cases need, by name. */
export const toHostileTools = (cases: readonly CorpusCase[]): Record<string, string> => {
  const files: Record<string, string> = {};
  for (const one of cases) {
    const text = one.surface === 'tool_result' ? toResultFile(one) : toDefinitionFile(one);
    const isTool = one.surface === 'tool_result' || one.surface === 'tool_def';
    if (isTool && text !== undefined) files[toToolFile(one.id)] = text;
  }
  return files;
};

/** The texts of an input, for cases that look for them in what was stored. */
export const firstText = (input: unknown): string => textsOf(input)[0] ?? '';
