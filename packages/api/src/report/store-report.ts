import { setImmediate as nextTurn } from 'node:timers/promises';

import {
  AppError,
  type ErrorIssue,
  maxReportedRunLength,
  type ReportedRun,
  type ReportedRuns,
} from '@signalbox/contracts';
import { insertRejectedRuns, type NewRejectedRun, type ReportRow } from '@signalbox/database';
import { toWorkspaceTopic } from '@signalbox/events';

import { takeRows } from '../rate-limits.ts';
import type { ApiServices, PriceUsage, Principal } from '../services.ts';
import { toRejectedPreview } from './to-rejected-preview.ts';
import { toReportRow } from './to-report-row.ts';

/** Rows that are read before others get a turn. */
const rowsPerTurn = 100;
/** Viewers are told the ids of so many changed runs; of more they hear that any may have changed. */
const maxToldRuns = 100;

/** A row as it came. */
export interface SentRow {
  /** Its JSON. */
  readonly text: string;
  /** Undefined for text that is no JSON, or JSON that is too deep. */
  readonly value: unknown;
  readonly fault?: string;
}

export const toSentRow = (value: unknown): SentRow => ({ value, text: JSON.stringify(value) ?? 'null' });

/** What a row says, or what is wrong with it, at the places where its sender has that. */
export type ReadRow = (value: unknown) => { readonly run: ReportedRun } | { readonly issues: readonly ErrorIssue[] };

export interface SentReport {
  /** Id or slug. */
  readonly agent: string;
  readonly version: string;
  readonly rows: readonly SentRow[];
  readonly read: ReadRow;
}

interface Checked {
  readonly good: ReportRow[];
  readonly rejected: (NewRejectedRun & { readonly index: number })[];
}

const toFault = (message: string) => ({ issues: [{ path: '', message }] });

const checkRow = ({ text, value, fault }: SentRow, read: ReadRow): ReturnType<ReadRow> => {
  if (fault !== undefined) return toFault(fault);
  if (text.length > maxReportedRunLength) return toFault(`must be at most ${maxReportedRunLength / 1024} kB of JSON`);
  return read(value);
};

const toRow = (run: ReportedRun, price: PriceUsage): ReportRow | { readonly issues: readonly ErrorIssue[] } => {
  try {
    return toReportRow(run, price);
  } catch (error) {
    if (error instanceof AppError) return toFault(error.message);
    throw error;
  }
};

const checkRows = async ({ rows, read }: SentReport, price: PriceUsage): Promise<Checked> => {
  const checked: Checked = { good: [], rejected: [] };
  for (const [index, row] of rows.entries()) {
    if (index % rowsPerTurn === rowsPerTurn - 1) await nextTurn();
    const result = checkRow(row, read);
    const made = 'run' in result ? toRow(result.run, price) : result;
    if ('issues' in made) checked.rejected.push({ index, issues: made.issues, preview: toRejectedPreview(row.text) });
    else checked.good.push(made);
  }
  return checked;
};

const checkAndStore = async (
  services: ApiServices,
  principal: Principal,
  report: SentReport,
): Promise<ReportedRuns> => {
  const { agent, version, rows } = report;
  const { workspaceId, actor } = principal;
  await takeRows(services, principal, rows.length);
  const { good, rejected } = await checkRows(report, await services.models.readPrices(workspaceId));
  const stored = await services.reports.write({ workspaceId, agent, version }, good);
  const sender = { agent, version, sender: actor.name };
  await insertRejectedRuns(services.database.db, { workspaceId, ...sender, rows: rejected });
  const accepted = stored.filter((runId) => runId !== null);
  const told = accepted.length > maxToldRuns ? [''] : accepted;
  for (const runId of told) services.events.publish(toWorkspaceTopic(workspaceId), runId);
  return {
    accepted: accepted.length,
    duplicates: stored.length - accepted.length,
    rejected: rejected.map(({ index, issues }) => ({ index, issues: [...issues] })),
  };
};

/**
 * Stores the rows of a report that are right, durably when answered; the others are named, and kept for whoever looks
 * for them. Throws `report.behind` when there is no room, `request.rate-limited`, and what the writer of reports throws.
 */
export const storeReport = (services: ApiServices, principal: Principal, report: SentReport): Promise<ReportedRuns> => {
  const bytes = report.rows.reduce((sum, { text }) => sum + text.length, 0);
  return services.reportRoom.admit({ runs: report.rows.length, bytes }, () =>
    checkAndStore(services, principal, report),
  );
};
