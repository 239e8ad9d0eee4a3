import { AppError } from '@signalbox/contracts';

import type { Database } from '../database.ts';
import { findReportPlace, type ReportAddress } from './find-report-place.ts';
import { prepareReport } from './prepare-report.ts';
import { ReportQueue } from './report-queue.ts';
import type { ReportPlace, ReportRow } from './report-row.ts';
import type { StoredReport } from './store-group.ts';

/** Stores what ran elsewhere, durably when answered. */
export interface ReportWriter {
  /**
   * Stores the runs together with what others report meanwhile, under the agent and version that the address means;
   * unknown ones are made, marked as observed. For each run the answer has the id that it is stored under, or null when it
   * had been stored before, but for one that had not ended: that one is brought up to date. Throws `agent.not-found` for an
   * unknown id, `agent.not-external`, and `database.unavailable`. How much waits is for callers to bound.
   */
  write(address: ReportAddress, runs: readonly ReportRow[]): Promise<StoredReport>;
  /** Waits for what was given; later reports are refused with `server.stopping`. */
  close(): Promise<void>;
}

/** Addresses whose places are remembered; the statement that stores finds out which are right no more. */
const maxKnownPlaces = 10_000;

/** Told of places that a report made: of an agent that nobody knew, or of a version of one. */
type OnNewPlace = (place: ReportPlace) => void;

/** Finds places, each once until it is forgotten. */
const createPlaceFinder = ({ db }: Database, onNewPlace: OnNewPlace | undefined) => {
  const known = new Map<string, Promise<ReportPlace>>();
  const toKey = ({ workspaceId, agent, version }: ReportAddress) => `${workspaceId} ${agent} ${version}`;
  const findOnce = async (address: ReportAddress): Promise<ReportPlace> => {
    const { place, isNew } = await findReportPlace(db, address);
    if (isNew) onNewPlace?.(place);
    return place;
  };
  return {
    find: (address: ReportAddress): Promise<ReportPlace> => {
      const key = toKey(address);
      const found = known.get(key) ?? findOnce(address);
      if (known.size > maxKnownPlaces) known.clear();
      known.set(key, found);
      found.catch(() => known.delete(key));
      return found;
    },
    forget: (address: ReportAddress): void => void known.delete(toKey(address)),
  };
};

/** The one writer of a process: groups only form when all reports share it. */
export const createReportWriter = (
  database: Database,
  { onNewPlace }: { readonly onNewPlace?: OnNewPlace } = {},
): ReportWriter => {
  const queue = new ReportQueue(database);
  const places = createPlaceFinder(database, onNewPlace);
  let isClosed = false;

  const store = async (address: ReportAddress, runs: readonly ReportRow[]): Promise<StoredReport | undefined> => {
    const pieces = prepareReport(await places.find(address), runs);
    const answers = await queue.add(pieces);
    const stored = runs.map((): string | null => null);
    for (const [number, { indexes }] of pieces.entries()) {
      const answer = answers[number];
      if (!answer) return undefined;
      for (const [place, index] of indexes.entries()) stored[index] = answer[place] ?? null;
    }
    return stored;
  };

  return {
    write: async (address, runs) => {
      if (isClosed) throw new AppError('server.stopping', 'The server is stopping.');
      if (runs.length === 0) return [];
      const stored = await store(address, runs);
      if (stored) return stored;
      places.forget(address);
      const again = await store(address, runs);
      if (again) return again;
      throw new AppError('agent.not-found', `The agent ${address.agent} is being deleted.`);
    },
    close: async () => {
      isClosed = true;
      await queue.drain();
    },
  };
};
