import { Activity, Run, RunDetail, toPageSchema } from '@signalbox/contracts';
import { z } from 'zod';

import { judgeLog } from '../crash/judge-runs.ts';
import { loadActivityType } from './hub-viewer.ts';
import type { InsistentClient } from './insistent-client.ts';
import type { Load } from './load.ts';

/** Time until every viewer has heard of everything. */
const hearMs = 10_000;
/** Each run of the load adds and multiplies. */
const callsOfRun = 2;
/** D1: a run ends within so long, and so much longer for each time that its worker died: a lease of 15 s runs out, and it is taken up. */
const runMs = 15_000;

const query = async <Answer extends z.ZodType>(
  client: InsistentClient,
  { procedure, input }: { readonly procedure: string; readonly input: object },
  answer: Answer,
): Promise<z.infer<Answer>> => {
  const path = `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const body = await client.ask({ kind: 'read', path }, z.object({ result: z.object({ data: z.unknown() }) }));
  return answer.parse(body.result.data);
};

const listAll = async <Item extends z.ZodType>(
  client: InsistentClient,
  { procedure, input }: { readonly procedure: string; readonly input: object },
  item: Item,
): Promise<z.infer<Item>[]> => {
  const all: z.infer<Item>[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: z.infer<Item>[]; nextCursor: string | null } = await query(
      client,
      { procedure, input: { ...input, limit: 100, ...(cursor !== null && { cursor }) } },
      toPageSchema(item),
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
};

/** What is there more than once, and what of the expected is not there. */
const compare = (what: string, stored: readonly string[], expected: Iterable<string>): string[] => {
  const once = new Set<string>();
  const doubled: string[] = [];
  for (const id of stored) {
    if (once.has(id)) doubled.push(id);
    once.add(id);
  }
  const lost = [...expected].filter((id) => !once.has(id));
  return [
    ...(lost.length > 0 ? [`D5 lost ${what}: ${lost.slice(0, 20).join(', ')}`] : []),
    ...(doubled.length > 0 ? [`D5 doubled ${what}: ${doubled.slice(0, 20).join(', ')}`] : []),
  ];
};

/** D1, D2: the run has the steps that its sum takes, each once; S1: who watched it saw its log. */
const judgeRun = (run: RunDetail, { watched }: Load): string[] => {
  const faults = judgeLog(run);
  if (run.status !== 'completed') faults.push(`D1 ended ${run.status}: ${JSON.stringify(run.error)}`);
  const tookMs = Date.parse(run.endedAt ?? '') - Date.parse(run.createdAt);
  const boundMs = runMs * (1 + run.resumes);
  if (!(tookMs <= boundMs)) faults.push(`D1 took ${tookMs} ms, ${boundMs} are promised after ${run.resumes} resumes`);
  const calls = run.events.filter(({ type }) => type === 'tool-call').length;
  const answers = run.events.filter(({ type }) => type === 'agent-response').length;
  if (calls !== callsOfRun || answers !== 1) faults.push(`D2 ${calls} calls and ${answers} answers`);
  const stored = run.events.map(({ seq }) => seq).join(',');
  for (const { runId, seqs } of watched) {
    if (runId === run.id && seqs.join(',') !== stored) faults.push(`S1 a viewer saw ${seqs.join(',')} of ${stored}`);
  }
  return faults.map((fault) => `${run.id}: ${fault}`);
};

const judgeRuns = async (load: Load): Promise<void> => {
  const { client } = load;
  const runs = await listAll(client, { procedure: 'runs.list', input: {} }, Run);
  const reported = runs.flatMap(({ externalId }) => externalId ?? []);
  client.faults.push(...compare('reported rows', reported, load.reports));
  const own = runs.filter(({ externalId }) => externalId === null);
  const asked = own.map(({ inputPreview }) => inputPreview);
  client.faults.push(...compare('runs', asked, load.runs.keys()));
  for (const { id } of own) {
    const run = await query(client, { procedure: 'runs.get', input: { runId: id } }, RunDetail);
    client.faults.push(...judgeRun(run, load));
  }
};

const judgeActivity = async (load: Load): Promise<void> => {
  const { client, activity } = load;
  const stored = await listAll(client, { procedure: 'activity.list', input: { type: loadActivityType } }, Activity);
  const acknowledged = [...activity].flatMap(([taskId, id]) => (id === undefined ? [] : [{ taskId, id }]));
  const tasks = stored.flatMap(({ taskId }) => taskId ?? []);
  const acknowledgedTasks = acknowledged.map(({ taskId }) => taskId);
  client.faults.push(...compare('activity', tasks, acknowledgedTasks));
  const ids = acknowledged.map(({ id }) => id);
  for (const viewer of load.hubViewers) {
    const missing = await viewer.listMissing(ids, hearMs);
    if (missing.length > 0)
      client.faults.push(`S1 a viewer never heard of activity ${missing.slice(0, 20).join(', ')}`);
    viewer.close();
  }
};

/** Holds what a load was told against what is stored: nothing acknowledged lost, nothing doubled, viewers whole. */
export const judgeLoad = async (load: Load): Promise<void> => {
  await judgeRuns(load);
  await judgeActivity(load);
};
