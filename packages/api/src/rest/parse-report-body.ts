import { AppError, maxReportedRuns } from '@signalbox/contracts';

import { type SentRow, toSentRow } from '../report/store-report.ts';
import { toInvalidField } from '../to-app-error.ts';
import { decodeBody, parseJsonBody } from './parse-json-body.ts';

/** The rows of a body. */
export class ReportedRows {
  readonly rows: readonly SentRow[];
  /** The body is one run: it is right or wrong as a whole. */
  readonly isSingle: boolean;

  constructor(rows: readonly SentRow[], isSingle: boolean) {
    if (rows.length > maxReportedRuns) {
      throw new AppError('request.too-large', `A report may hold at most ${maxReportedRuns} runs.`);
    }
    this.rows = rows;
    this.isSingle = isSingle;
  }
}

/** The rows of one run, `[…]` or `{"runs": […]}`. Throws as `parseJsonBody` does. */
export const parseReport = (body: Uint8Array): ReportedRows => {
  const value = parseJsonBody(body);
  if (Array.isArray(value)) return new ReportedRows(value.map(toSentRow), false);
  if (typeof value !== 'object' || value === null || !('runs' in value)) {
    return new ReportedRows([toSentRow(value)], true);
  }
  if (!Array.isArray(value.runs)) throw toInvalidField('runs', 'must be a list of runs');
  return new ReportedRows(value.runs.map(toSentRow), false);
};

const toRow = (text: string): SentRow => {
  try {
    return { text, value: parseJsonBody(text) };
  } catch (error) {
    if (error instanceof AppError) return { text, value: undefined, fault: error.message };
    throw error;
  }
};

/** The rows of one run a line; a line that is no JSON is a fault of its own. */
export const parseReportLines = (body: Uint8Array): ReportedRows => {
  const lines = decodeBody(body)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return new ReportedRows(lines.slice(0, maxReportedRuns + 1).map(toRow), false);
};
