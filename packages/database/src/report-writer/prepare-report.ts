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
  /** Of each run, its place in the report. */
  readonly indexes: readonly number[];
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

interface Piece extends PreparedReport {
  readonly runs: PreparedReportRow[];
  readonly indexes: number[];
  rows: number;
  bytes: number;
}

/**
 * The runs in pieces that a statement takes, nearly always one. All that is said of a run is in the same one, however long
 * that gets: pieces are stored in any order. Throws `request.too-deep`, and `request.too-large` for more than can be stored
 * in a moment.
 */
export const prepareReport = (place: ReportPlace, runs: readonly ReportRow[]): PreparedReport[] => {
  if (runs.reduce((rows, run) => rows + countRows(run), 0) > maxReportRows) {
    const message = `The runs, steps, tool calls and models of a report may be ${maxReportRows} together. Send fewer runs at once.`;
    throw new AppError('request.too-large', message);
  }
  const pieces: Piece[] = [];
  const pieceOf = new Map<string, Piece>();
  for (const [index, run] of runs.entries()) {
    const { bytes, ...prepared } = prepareRow(place, run);
    const rows = countRows(run);
    const last = pieces.at(-1);
    const hasRoom = last && last.rows + rows <= maxGroupRows && last.bytes + bytes <= maxGroupBytes;
    let piece = (run.externalId === null ? undefined : pieceOf.get(run.externalId)) ?? (hasRoom ? last : undefined);
    if (!piece) pieces.push((piece = { place, runs: [], indexes: [], rows: 0, bytes: 0 }));
    if (run.externalId !== null) pieceOf.set(run.externalId, piece);
    piece.runs.push(prepared);
    piece.indexes.push(index);
    piece.rows += rows;
    piece.bytes += bytes;
  }
  return pieces;
};
