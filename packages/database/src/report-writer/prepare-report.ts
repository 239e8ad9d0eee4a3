import { AppError } from '@signalbox/contracts';

import { prepareAppend } from '../run-log/prepare-append.ts';
import type { ReportPlace, ReportRow } from './report-row.ts';

/** Bounds of one statement, rows of all tables: PGlite holds it in memory several times over, and nobody else gets a turn. */
export const maxGroupRows = 1000;
export const maxGroupBytes = 4 * 1024 * 1024;
/** What a run without a log takes. */
const rowBytes = 500;

/** A run with its log as JSON. */
export interface PreparedReportRow {
  readonly run: ReportRow;
  /** One JSON text an event. */
  readonly payloads: readonly string[];
  readonly isLarge: readonly boolean[];
}

/** Runs of one report that are stored together. */
export interface PreparedReport {
  readonly place: ReportPlace;
  readonly runs: readonly PreparedReportRow[];
  /** Of all tables. */
  readonly rows: number;
  readonly bytes: number;
}

const nothing = { payloads: [], isLarge: [], bytes: 0 };

const prepareRow = ({ workspaceId }: ReportPlace, run: ReportRow): PreparedReportRow & { readonly bytes: number } => {
  const { id: runId, createdAt: at, events } = run;
  const then = { type: 'continue', isProgress: false } as const;
  const { payloads, isLarge, bytes } =
    events.length === 0 ? nothing : prepareAppend({ workspaceId, runId, epoch: 0, firstSeq: 1, at, events, then });
  return { run, payloads, isLarge, bytes: bytes + rowBytes };
};

const countRows = ({ models, toolCalls, events }: ReportRow): number =>
  1 + models.length + toolCalls.length + events.length;

/** Rows of all tables that a report may come to: with more, PGlite would not answer in time. */
const maxReportRows = 16_000;

/**
 * The runs in pieces that a statement takes, nearly always one. Throws `request.too-deep`, and `request.too-large` for
 * more than can be stored in a moment.
 */
export const prepareReport = (place: ReportPlace, runs: readonly ReportRow[]): PreparedReport[] => {
  if (runs.reduce((rows, run) => rows + countRows(run), 0) > maxReportRows) {
    const message = `The runs, steps, tool calls and models of a report may be ${maxReportRows} together. Send fewer runs at once.`;
    throw new AppError('request.too-large', message);
  }
  const pieces: { place: ReportPlace; runs: PreparedReportRow[]; rows: number; bytes: number }[] = [];
  for (const run of runs) {
    const { bytes, ...prepared } = prepareRow(place, run);
    const rows = countRows(run);
    const last = pieces.at(-1);
    if (last && last.rows + rows <= maxGroupRows && last.bytes + bytes <= maxGroupBytes) {
      last.runs.push(prepared);
      last.rows += rows;
      last.bytes += bytes;
    } else {
      pieces.push({ place, runs: [prepared], rows, bytes });
    }
  }
  return pieces;
};
