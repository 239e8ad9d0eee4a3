import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import type { ReportedRuns } from '@signalbox/contracts';

import type { Stage } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { newReportPath, postReport, rightRow } from './report-row.ts';
import { expectThat, unknownShape, type Verdict } from './verdict.ts';

type Play = (stage: Stage, faults: string[]) => Promise<void>;

const expectReport = (reported: ReportedRuns | undefined, expected: readonly [number, number, number]): string[] => {
  const found = reported && [reported.accepted, reported.duplicates, reported.rejected.length];
  return expectThat(
    String(found) === String(expected),
    `accepted, duplicates and rejected are ${String(found)}, not ${String(expected)}`,
  );
};

/** A case whose rows end as they should: how many are accepted, duplicates and rejected. */
const playRows =
  (rows: readonly object[], expected: readonly [number, number, number]): Play =>
  async (stage, faults) => {
    const { reported } = await postReport(stage, { path: newReportPath(), body: { runs: rows } }, faults);
    faults.push(...expectReport(reported, expected));
  };

const pack = promisify(gzip);
const packedHeaders = { 'content-encoding': 'gzip' };

const playSameIdElsewhere: Play = async (stage, faults) => {
  const row = { ...rightRow, id: 'e1' };
  const plain = await postReport(stage, { path: newReportPath(), body: row }, faults);
  const body = await pack(JSON.stringify(row));
  const packed = await postReport(stage, { path: newReportPath(), body, headers: packedHeaders }, faults);
  for (const { reported } of [plain, packed]) faults.push(...expectReport(reported, [1, 0, 0]));
};

/** A gzip of 1 GiB: many of a smaller one, which inflate one after another. */
const playBomb: Play = async (stage, faults) => {
  const part = await pack(Buffer.alloc(32 * 1024 * 1024, 32));
  const body = Buffer.concat(Array.from({ length: 32 }, () => part));
  const { status } = await postReport(stage, { path: newReportPath(), body, headers: packedHeaders }, faults);
  faults.push(...expectThat(status === 413, `answered ${status} in place of 413`));
};

/** A hundred thousand names, in reports as large as may be. */
const playManyModels: Play = async (stage, faults) => {
  for (let report = 0; report < 10; report += 1) {
    const runs = Array.from({ length: 200 }, (_, row) => {
      return { ...rightRow, models: Array.from({ length: 50 }, (__, model) => `m-${report}-${row}-${model}`) };
    });
    const { reported } = await postReport(stage, { path: newReportPath(), body: { runs } }, faults);
    faults.push(...expectReport(reported, [200, 0, 0]));
  }
};

/** Whoever sent it does not wait for the answer, and sends it again. */
const playClosedSocket: Play = async (stage, faults) => {
  const path = newReportPath();
  const body = { runs: ['a', 'b', 'c'].map((id) => ({ ...rightRow, id })) };
  await stage.client.sendAndLeave(path, body);
  const { reported } = await postReport(stage, { path, body }, faults);
  const known = reported?.duplicates ?? 0;
  faults.push(...expectThat(known === 0 || known === 3, `${known} of 3 rows were stored`));
  stage.countReported(known);
  faults.push(...expectReport((await postReport(stage, { path, body }, faults)).reported, [0, 3, 0]));
};

const longRow = { ...rightRow, output: 'x'.repeat(300 * 1024) };
const orphan = { ...rightRow, id: 'r9', steps: [{ type: 'tool-result', tool: 'a', text: 'late' }] };

/** How each case of the corpus is a report here. */
const plays: Readonly<Record<string, Play>> = {
  'batch_ingest-001': playRows([], [0, 0, 0]),
  'batch_ingest-004': playRows(
    [
      { ...rightRow, id: 'e1' },
      { ...rightRow, id: 'e1' },
    ],
    [1, 1, 0],
  ),
  'batch_ingest-007': playSameIdElsewhere,
  'batch_ingest-010': playRows([rightRow, longRow, rightRow], [2, 0, 1]),
  'batch_ingest-013': playBomb,
  'batch_ingest-016': playRows([orphan], [1, 0, 0]),
  'batch_ingest-019': playRows([rightRow, { ...rightRow, time_taken: '-10s' }], [1, 0, 1]),
  'batch_ingest-022': playManyModels,
  'batch_ingest-025': playClosedSocket,
  'batch_ingest-028': playRows([rightRow, { ...rightRow, created: '2029-11-21T00:00:00Z' }], [1, 0, 1]),
};

/** An odd report: what is right of it is stored once, and the rest is named. */
export const playBatchIngest = async (stage: Stage, { id, input }: CorpusCase): Promise<Verdict> => {
  const play = plays[id];
  if (!play) return unknownShape(input);
  const faults: string[] = [];
  await play(stage, faults);
  return { faults };
};
