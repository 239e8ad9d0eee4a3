import {
  Actor,
  AgentSpec,
  AppError,
  type ClaimedRun,
  type LoadedRun,
  type PendingDecision,
  type RunEvent,
} from '@signalbox/contracts';
import { CompiledQuery, type Kysely } from 'kysely';

import type { Tables } from '../tables.ts';
import { headsSql, logsSql, pendingSql } from './load-sql.ts';
import { parseRunEvents, type RunEventRow } from './parse-run-events.ts';

type RunKey = Pick<ClaimedRun, 'workspaceId' | 'runId' | 'wakes'>;

interface HeadRow {
  readonly runId: string;
  readonly spec: string;
  readonly modelOverride: string | null;
}

interface LogRow extends RunEventRow {
  readonly runId: string;
  /** 0 for the run itself, 1 for the one before it … */
  readonly distance: number;
}

interface DecisionRow extends Omit<PendingDecision, 'by'> {
  readonly runId: string;
  readonly decidedBy: string;
}

interface RunRows {
  readonly head: HeadRow;
  readonly logs: readonly LogRow[];
  readonly decisions: readonly DecisionRow[];
}

const isLogged = (events: readonly RunEvent[], { requestSeq, callId }: DecisionRow): boolean =>
  events.some(
    (event) => event.type === 'approval-decision' && event.seq > requestSeq && event.payload.callId === callId,
  );

const toLoadedRun = (rows: RunRows | undefined): LoadedRun => {
  if (!rows) throw new AppError('run.not-found', 'There is no such run.');
  const { head, logs, decisions } = rows;
  const [events = [], ...earlier] = [...Map.groupBy(logs, ({ distance }) => distance).values()].map(parseRunEvents);
  return {
    spec: AgentSpec.parse(JSON.parse(head.spec)),
    modelOverride: head.modelOverride,
    events,
    decisions: decisions
      .filter((decision) => !isLogged(events, decision))
      .map(({ runId: _runId, decidedBy, ...decision }) => ({ ...decision, by: Actor.parse(JSON.parse(decidedBy)) })),
    history: earlier.toReversed(),
  };
};

const readRuns = async (db: Kysely<Tables>, keys: readonly RunKey[]): Promise<ReadonlyMap<string, RunRows>> => {
  const select = async <Row>(sql: string, asked: readonly RunKey[]): Promise<readonly Row[]> => {
    if (asked.length === 0) return [];
    const columns = [asked.map(({ workspaceId }) => workspaceId), asked.map(({ runId }) => runId)];
    return (await db.executeQuery<Row>(CompiledQuery.raw(sql, columns))).rows;
  };
  // a decision wakes its run
  const woken = keys.filter(({ wakes }) => wakes > 0);
  const [heads, logs, decisions] = await Promise.all([
    select<HeadRow>(headsSql, keys),
    select<LogRow>(logsSql, keys),
    select<DecisionRow>(pendingSql, woken),
  ]);
  const logsOf = Map.groupBy(logs, ({ runId }) => runId);
  const decisionsOf = Map.groupBy(decisions, ({ runId }) => runId);
  return new Map(
    heads.map((head) => {
      const { runId } = head;
      return [runId, { head, logs: logsOf.get(runId) ?? [], decisions: decisionsOf.get(runId) ?? [] }];
    }),
  );
};

interface Waiting {
  readonly key: RunKey;
  readonly loaded: PromiseWithResolvers<LoadedRun>;
}

/**
 * Loads what is needed to go on with a run: its agent's version, its log, decisions that the log does not have yet, and
 * the logs of at most 50 runs before it. Runs asked for in one go, as after a claim, are read together. Throws
 * `run.not-found`.
 */
export const createRunLoader = (db: Kysely<Tables>): ((key: RunKey) => Promise<LoadedRun>) => {
  let waiting: Waiting[] = [];

  const loadAll = async (): Promise<void> => {
    const group = waiting;
    waiting = [];
    try {
      const keys = group.map(({ key }) => key);
      const found = await readRuns(db, keys);
      // a log that cannot be read fails its own run only
      for (const { key, loaded } of group) loaded.resolve(Promise.resolve(found.get(key.runId)).then(toLoadedRun));
    } catch (error) {
      for (const { loaded } of group) loaded.reject(error);
    }
  };

  return (key) => {
    const loaded = Promise.withResolvers<LoadedRun>();
    if (waiting.length === 0) queueMicrotask(() => void loadAll());
    waiting.push({ key, loaded });
    return loaded.promise;
  };
};
