import { type AppendAnswer, type AppendEntry, cleanText } from '@signalbox/contracts';
import { CompiledQuery, type Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import { appendSql, appendStepsSql, ownRowsSql } from './append-sql.ts';
import { cleanTextOrNull, type PreparedAppend } from './prepare-append.ts';

const nextOf = ({ then }: AppendEntry): string =>
  then.type === 'continue' && then.isProgress ? 'progress' : then.type;

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
    entries.map((entry) => entry.at),
    entries.map(({ then }) => (then.type === 'wait' ? then.waitsFor : null)),
  ];
};

/** Events name their entry by its place in the group, from 1, and their own place in the entry, from 0. */
const listEvents = (group: readonly PreparedAppend[]) =>
  group.flatMap(({ entry, payloads, isLarge }, number) =>
    entry.events.map(({ type }, place) => {
      return { number: number + 1, place, type, payload: payloads[place] ?? '', isLarge: isLarge[place] === true };
    }),
  );

const toEventColumns = (group: readonly PreparedAppend[]): unknown[] => {
  const events = listEvents(group);
  return [
    events.map((event) => event.number),
    events.map((event) => event.place),
    events.map((event) => event.type),
    events.map((event) => (event.isLarge ? '' : event.payload)),
  ];
};

const toLargeColumns = (group: readonly PreparedAppend[]): unknown[] => {
  const large = listEvents(group).filter((event) => event.isLarge);
  return [large.map((event) => event.number), large.map((event) => event.place), large.map((event) => event.payload)];
};

const toSummaryColumns = (group: readonly PreparedAppend[]): unknown[] => {
  const ends = group.flatMap(({ entry: { then } }, index) =>
    then.type === 'end' ? [{ number: index + 1, ...then.summary }] : [],
  );
  return [
    ends.map((end) => end.number),
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
    ends.map((end) => end.firstTokenMs),
  ];
};

const toToolCallColumns = (group: readonly PreparedAppend[]): unknown[] => {
  const calls = group.flatMap(({ entry: { then } }, index) =>
    then.type === 'end' ? then.summary.toolCalls.map((call) => ({ number: index + 1, ...call })) : [],
  );
  return [
    calls.map((call) => call.number),
    calls.map((call) => call.seq),
    calls.map((call) => cleanText(call.tool)),
    calls.map((call) => call.outcome),
    calls.map((call) => call.durationMs),
  ];
};

const toModelColumns = (group: readonly PreparedAppend[]): unknown[] => {
  const models = group.flatMap(({ entry: { then } }, index) =>
    then.type === 'end' ? then.summary.models.map((model) => ({ number: index + 1, ...model })) : [],
  );
  return [
    models.map(({ number }) => number),
    models.map(({ model }) => cleanText(model)),
    models.map(({ calls }) => calls),
    models.map(({ costNanoUsd }) => costNanoUsd),
    models.map(({ unpricedCalls }) => unpricedCalls),
    models.map(({ usage }) => usage.inputFresh),
    models.map(({ usage }) => usage.inputCacheRead),
    models.map(({ usage }) => usage.inputCacheWrite5m),
    models.map(({ usage }) => usage.inputCacheWrite1h),
    models.map(({ usage }) => usage.inputToolUse),
    models.map(({ usage }) => usage.outputText),
    models.map(({ usage }) => usage.outputReasoning),
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
  const isSteps = group.every(({ entry, isLarge }) => entry.then.type === 'continue' && !isLarge.includes(true));
  const steps = [...toEntryColumns(group), ...toEventColumns(group)];
  const stored = isSteps
    ? await selectRunIds(db, appendStepsSql, steps)
    : await selectRunIds(db, appendSql, [
        ...steps,
        ...toLargeColumns(group),
        ...toSummaryColumns(group),
        ...toToolCallColumns(group),
        ...toModelColumns(group),
      ]);
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
