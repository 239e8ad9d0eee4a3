import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';

import { z } from 'zod';

/** The kinds of input that this harness knows how to send. */
export const hostileKinds = [
  'llm_stream',
  'calculator',
  'file_io',
  'http_tool_url',
  'tool_result',
  'tool_def',
  'unicode_jsonb',
  'live_stream',
  'batch_ingest',
  'numbers',
  'dates_durations',
] as const;
export type HostileKind = (typeof hostileKinds)[number];

const CorpusCase = z.object({
  id: z.string(),
  surface: z.string(),
  description: z.string(),
  input: z.unknown(),
  expect: z.object({
    outcome: z.string(),
    check: z.string().default(''),
    status: z.array(z.int()).optional(),
  }),
});

/** One line of the corpus: an input, and how it should end. */
export type CorpusCase = z.infer<typeof CorpusCase>;

/** Beside the checkout, where whoever tests it puts it. */
const besideCheckout = join(import.meta.dirname, '../../../../../shared/corpus/hostile-inputs.jsonl');

/** Where the corpus lies: HOSTILE_CORPUS, else `../shared/corpus/hostile-inputs.jsonl` beside the checkout. */
export const findCorpus = (): string => {
  const given = env['HOSTILE_CORPUS'];
  const file = given === undefined || given === '' ? besideCheckout : given;
  if (existsSync(file)) return file;
  throw new Error(`There is no corpus at ${file}. Set HOSTILE_CORPUS to the path of hostile-inputs.jsonl.`);
};

/** The cases of the kinds, in the order of the file. */
export const readCorpus = (file: string, kinds: readonly HostileKind[] = hostileKinds): CorpusCase[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => CorpusCase.parse(JSON.parse(line)))
    .filter(({ surface }) => kinds.some((kind) => kind === surface));
