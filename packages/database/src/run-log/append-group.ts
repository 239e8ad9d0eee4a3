import type { AppendAnswer, AppendEntry } from '@signalbox/contracts';
import { CompiledQuery, type Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import { appendSql, ownRowsSql } from './append-sql.ts';
import { cleanTextOrNull, type PreparedAppend } from './prepare-append.ts';

const nextOf = ({ then }: AppendEntry): string => (then.type === 'continue' && then.isProgress ? 'progress' : then.type);

const toEntryColumns = (group: readonly PreparedAppend[]): unknown[] => {
  const entries = group.map(({ entry }) => entry);
  return [
    entries.map((entry) => entry.workspaceId),
    entries.map((entry) => entry.runId),
    entries.map((entry) => entry.epoch),
    entries.map((entry) => entry.firstSeq),
    entries.map((entry) => entry.events.length),
    entries.map(nextOf),
    entries.map(({ then }) => (then.type === 'wait' ? then.wakes : null)),
  ];
};

const toEventColumns = (group: readonly PreparedAppend[]): unknown[] => {
  const runIds: string[] = [];
  const seqs: number[] = [];
  const types: string[] = [];
  const times: string[] = [];
  const payloads: string[] = [];
  const large = { runIds: [] as string[], seqs: [] as number[], contents: [] as string[] };
  for (const { entry, payloads: own, isLarge } of group) {
    for (const [index, event] of entry.events.entries()) {
      const seq = entry.firstSeq + index;
      const payload = own[index] ?? '';
      runIds.push(entry.runId);
      seqs.push(seq);
      types.push(event.type);
      times.push(entry.at);
      payloads.push(isLarge[index] === true ? '' : payload);
      if (isLarge[index] !== true) continue;
      large.runIds.push(entry.runId);
      large.seqs.push(seq);
      large.contents.push(payload);
    }
  }
  return [runIds, seqs, types, times, payloads, large.runIds, large.seqs, large.contents];
};

const toSummaryColumns = (group: readonly PreparedAppend[]): unknown[] => {
  const ends = group.flatMap(({ entry: { runId, then } }) => (then.type === 'end' ? [{ runId, ...then.summary }] : []));
  return [
    ends.map((end) => end.runId),
    ends.map((end) => end.status),
    ends.map((end) => end.errorCode),
    ends.map((end) => cleanTextOrNull(end.errorMessage)),
    ends.map((end) => cleanTextOrNull(end.outputPreview)),
    ends.map((end) => end.startedAt),
    ends.map((end) => end.endedAt),
    ends.map((end) => end.durationMs),
    ends.map((end) => end.inputTokens),
    ends.map((end) => end.outputTokens),
    ends.map((end) => end.costNanoUsd),
    ends.map((end) => end.unpricedCalls),
  ];
};

const selectRunIds = async (db: Kysely<Tables>, text: string, parameters: unknown[]): Promise<ReadonlySet<string>> => {
  const { rows } = await db.executeQuery<{ runId: string }>(CompiledQuery.raw(text, parameters));
  return new Set(rows.map((row) => row.runId));
};

/**
 * Stores entries of different runs in one statement; one answer an entry, in their order. Sending entries again
 * is harmless: those stored before are answered `stored`.
 */
export const appendGroup = async (db: Kysely<Tables>, group: readonly PreparedAppend[]): Promise<AppendAnswer[]> => {
  const columns = [...toEntryColumns(group), ...toEventColumns(group), ...toSummaryColumns(group)];
  const stored = await selectRunIds(db, appendSql, columns);
  const refused = group.map(({ entry }) => entry).filter((entry) => !stored.has(entry.runId));
  if (refused.length === 0) return group.map(() => 'stored');
  // a statement of its own: a first sending still under way commits between the two
  const storedBefore = await selectRunIds(db, ownRowsSql, [
    refused.map((entry) => entry.runId),
    refused.map((entry) => entry.epoch),
    refused.map((entry) => entry.firstSeq),
    refused.map((entry) => entry.events.length),
  ]);
  return group.map(({ entry: { runId } }) => (stored.has(runId) || storedBefore.has(runId) ? 'stored' : 'fenced'));
};
