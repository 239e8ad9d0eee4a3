import { CompiledQuery, type Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import type { PreparedReport, PreparedReportRow } from './prepare-report.ts';
import type { ReportPlace } from './report-row.ts';
import { insertReportSql, updateReportSql } from './report-sql.ts';
import { type PlacedRow, toReportColumns } from './to-report-columns.ts';

/** What became of each run: the id that it is stored under, or null for a duplicate. */
export type StoredReport = readonly (string | null)[];

/** One run to be stored, and all rows of the group that say of it what it says, or less. */
interface Candidate {
  readonly place: number;
  row: PreparedReportRow;
  readonly spots: { readonly report: number; readonly index: number }[];
}

/** Of several rows about one run, the last counts, up to the first that says that it has ended. */
const toCandidates = (group: readonly PreparedReport[], placeOf: readonly number[]): Candidate[] => {
  const candidates: Candidate[] = [];
  const byId = new Map<string, Candidate>();
  for (const [report, { runs }] of group.entries()) {
    const place = placeOf[report] ?? 0;
    for (const [index, row] of runs.entries()) {
      const { externalId } = row.run;
      const key = externalId === null ? undefined : `${place} ${externalId}`;
      const known = key === undefined ? undefined : byId.get(key);
      if (known) {
        if (known.row.run.endedAt !== null) continue;
        known.row = row;
        known.spots.push({ report, index });
      } else {
        const candidate = { place, row, spots: [{ report, index }] };
        candidates.push(candidate);
        if (key !== undefined) byId.set(key, candidate);
      }
    }
  }
  return candidates;
};

const toPlaces = (group: readonly PreparedReport[]) => {
  const numbers = new Map<string, number>();
  const places: ReportPlace[] = [];
  const placeOf = group.map(({ place }) => {
    const key = `${place.agentId} ${place.version}`;
    const number = numbers.get(key) ?? places.push(place);
    numbers.set(key, number);
    return number;
  });
  return { places, placeOf };
};

interface AnswerRow {
  readonly place: number | null;
  readonly givenId: string;
  readonly runId: string | null;
}

/** The places that there are, and what the statement says of runs: the ids that they are stored under, by those given. */
const store = async (
  db: Kysely<Tables>,
  text: string,
  { places, rows }: { readonly places: readonly ReportPlace[]; readonly rows: readonly PlacedRow[] },
) => {
  const query = CompiledQuery.raw(text, toReportColumns(places, rows));
  const { rows: answers } = await db.executeQuery<AnswerRow>(query);
  const isThere = new Set<number>();
  const runIds = new Map<string, string | null>();
  for (const { place, givenId, runId } of answers) {
    if (place === null) runIds.set(givenId, runId);
    else isThere.add(place);
  }
  return { isThere, runIds };
};

/**
 * Stores the runs of several reports at once: those that are new, and newer states of those that had not ended. Sent
 * again they are duplicates. Undefined for a report whose agent or version is not there any more, or not where it was.
 */
export const storeGroup = async (
  db: Kysely<Tables>,
  group: readonly PreparedReport[],
): Promise<(StoredReport | undefined)[]> => {
  const { places, placeOf } = toPlaces(group);
  const candidates = toCandidates(group, placeOf);
  // of new runs it has none: they are stored under their own ids
  const { isThere, runIds } = await store(db, insertReportSql, { places, rows: candidates });
  const rest = candidates.filter(
    ({ place, row: { run } }) => isThere.has(place) && runIds.has(run.id) && run.externalId !== null,
  );
  if (rest.length > 0) {
    const updated = await store(db, updateReportSql, { places, rows: rest });
    for (const [givenId, runId] of updated.runIds) runIds.set(givenId, runId);
  }
  const stored = group.map(({ runs }) => runs.map((): string | null => null));
  for (const { row, spots } of candidates) {
    const { id } = row.run;
    const runId = runIds.has(id) ? (runIds.get(id) ?? null) : id;
    for (const { report, index } of spots) {
      const own = stored[report];
      if (own) own[index] = runId;
    }
  }
  return stored.map((report, index) => (isThere.has(placeOf[index] ?? 0) ? report : undefined));
};
