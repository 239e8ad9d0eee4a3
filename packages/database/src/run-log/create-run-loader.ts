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
import { chainsSql, decisionsSql, headsSql, logsSql } from './load-sql.ts';
import { parseRunEvents, type RunEventRow } from './parse-run-events.ts';

type RunKey = Pick<ClaimedRun, 'workspaceId' | 'runId'>;
type AskedRun = Pick<ClaimedRun, 'workspaceId' | 'runId' | 'wakes'>;

interface HeadRow extends RunKey {
  readonly previousRunId: string | null;
  readonly spec: string;
  readonly modelOverride: string | null;
}

interface LogRow extends RunEventRow {
  readonly runId: string;
}

interface ChainRow extends RunKey {
  readonly lastRunId: string;
}

interface DecisionRow extends Omit<PendingDecision, 'by'> {
  readonly runId: string;
  readonly decidedBy: string;
}

interface RunRows {
  readonly head: HeadRow;
  readonly log: readonly LogRow[];
  readonly decisions: readonly DecisionRow[];
  /** Logs of the runs before, the newest first. */
  readonly earlier: readonly (readonly LogRow[])[];
}

const isLogged = (events: readonly RunEvent[], { requestSeq, callId }: DecisionRow): boolean =>
  events.some(
    (event) => event.type === 'approval-decision' && event.seq > requestSeq && event.payload.callId === callId,
  );

const toLoadedRun = (rows: RunRows | undefined): LoadedRun => {
  if (!rows) throw new AppError('run.not-found', 'There is no such run.');
  const { head, log, decisions, earlier } = rows;
  const events = parseRunEvents(log);
  return {
    spec: AgentSpec.parse(JSON.parse(head.spec)),
    modelOverride: head.modelOverride,
    events,
    decisions: decisions
      .filter((decision) => !isLogged(events, decision))
      .map(({ runId: _runId, decidedBy, ...decision }) => ({ ...decision, by: Actor.parse(JSON.parse(decidedBy)) })),
    history: earlier.map(parseRunEvents).toReversed(),
  };
};

const select = async <Row>(db: Kysely<Tables>, sql: string, asked: readonly RunKey[]): Promise<readonly Row[]> => {
  if (asked.length === 0) return [];
  const columns = [asked.map(({ workspaceId }) => workspaceId), asked.map(({ runId }) => runId)];
  return (await db.executeQuery<Row>(CompiledQuery.raw(sql, columns))).rows;
};

/** By the run that they lead to, the logs of the runs before it, the newest first. */
const readHistories = async (
  db: Kysely<Tables>,
  heads: readonly HeadRow[],
): Promise<ReadonlyMap<string, readonly (readonly LogRow[])[]>> => {
  const lasts = heads.flatMap(({ workspaceId, previousRunId }) =>
    previousRunId === null ? [] : [{ workspaceId, runId: previousRunId }],
  );
  const links = await select<ChainRow>(db, chainsSql, lasts);
  const logs = Map.groupBy(await select<LogRow>(db, logsSql, links), ({ runId }) => runId);
  const chains = Map.groupBy(links, ({ lastRunId }) => lastRunId);
  return new Map(
    heads.map(({ runId, previousRunId }) => {
      const chain = chains.get(previousRunId ?? '') ?? [];
      return [runId, chain.map((link) => logs.get(link.runId) ?? [])];
    }),
  );
};

const readRuns = async (db: Kysely<Tables>, asked: readonly AskedRun[]): Promise<ReadonlyMap<string, RunRows>> => {
  // a decision wakes its run
  const woken = asked.filter(({ wakes }) => wakes > 0);
  const [heads, logs, decisions] = await Promise.all([
    select<HeadRow>(db, headsSql, asked),
    select<LogRow>(db, logsSql, asked),
    select<DecisionRow>(db, decisionsSql, woken),
  ]);
  const histories = await readHistories(db, heads);
  const logsOf = Map.groupBy(logs, ({ runId }) => runId);
  const decisionsOf = Map.groupBy(decisions, ({ runId }) => runId);
  return new Map(
    heads.map((head) => {
      const { runId } = head;
      const [log = [], own = [], earlier = []] = [logsOf.get(runId), decisionsOf.get(runId), histories.get(runId)];
      return [runId, { head, log, decisions: own, earlier }];
    }),
  );
};

interface Waiting {
  readonly key: AskedRun;
  readonly loaded: PromiseWithResolvers<LoadedRun>;
}

/**
 * Loads what is needed to go on with a run: its agent's version, its log, decisions that the log does not have yet, and
 * the logs of at most 50 runs before it. Runs asked for in one go, as after a claim, are read together. Throws
 * `run.not-found`.
 */
export const createRunLoader = (db: Kysely<Tables>): ((key: AskedRun) => Promise<LoadedRun>) => {
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
