import { prepareAppend } from '../run-log/prepare-append.ts';
import type { ReportPlace, ReportRow } from './report-row.ts';

/** Bounds of one statement: PGlite holds all of it in memory several times over. */
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
  readonly rows: readonly PreparedReportRow[];
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

/** The runs in pieces that a statement takes, nearly always one. Throws `request.too-deep`. */
export const prepareReport = (place: ReportPlace, runs: readonly ReportRow[]): PreparedReport[] => {
  const pieces: { place: ReportPlace; rows: PreparedReportRow[]; bytes: number }[] = [];
  for (const run of runs) {
    const { bytes, ...row } = prepareRow(place, run);
    const last = pieces.at(-1);
    if (last && last.rows.length < maxGroupRows && last.bytes + bytes <= maxGroupBytes) {
      last.rows.push(row);
      last.bytes += bytes;
    } else {
      pieces.push({ place, rows: [row], bytes });
    }
  }
  return pieces;
};
