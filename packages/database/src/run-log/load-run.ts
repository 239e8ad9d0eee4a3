import {
  Actor,
  AgentSpec,
  AppError,
  type ClaimedRun,
  type LoadedRun,
  type PendingDecision,
  type RunEvent,
} from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { parseRunEvents, type RunEventRow } from './parse-run-events.ts';

/** Runs of a conversation that go into the model's window: the newest, which is more than windows hold. */
const maxHistoryRuns = 50;

type RunKey = Pick<ClaimedRun, 'workspaceId' | 'runId'>;

const loadHead = async (db: Kysely<Tables>, { workspaceId, runId }: RunKey) => {
  const row = await db
    .selectFrom('runs as run')
    .innerJoin('agentVersions as version', (join) =>
      join
        .onRef('version.workspaceId', '=', 'run.workspaceId')
        .onRef('version.agentId', '=', 'run.agentId')
        .onRef('version.number', '=', 'run.version'),
    )
    .select(['version.spec', 'run.modelOverride'])
    .where('run.workspaceId', '=', workspaceId)
    .where('run.id', '=', runId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('run.not-found', 'There is no such run.');
  return { spec: AgentSpec.parse(JSON.parse(row.spec)), modelOverride: row.modelOverride };
};

interface ChainRow extends RunEventRow {
  /** 0 for the run itself, 1 for the one before … */
  readonly distance: number;
}

/** Logs of the run and of those before it in its chain, the run's own first. */
const loadChain = async (db: Kysely<Tables>, { workspaceId, runId }: RunKey): Promise<RunEvent[][]> => {
  const { rows } = await sql<ChainRow>`
    with recursive chain as (
      select id, previous_run_id, 0 as distance from runs where workspace_id = ${workspaceId} and id = ${runId}
      union all
      select runs.id, runs.previous_run_id, chain.distance + 1
      from chain join runs on runs.workspace_id = ${workspaceId} and runs.id = chain.previous_run_id
      where chain.distance < ${maxHistoryRuns}
    )
    select chain.distance, event.seq, event.epoch, event.type, event.at,
      coalesce(large.content, event.payload) as payload
    from chain
    join run_events as event on event.run_id = chain.id and event.workspace_id = ${workspaceId}
    left join run_payloads as large on large.run_id = event.run_id and large.seq = event.seq
    order by chain.distance, event.seq
  `.execute(db);
  const logs = Map.groupBy(rows, (row) => row.distance);
  return [...logs.values()].map(parseRunEvents);
};

const isLogged = (events: readonly RunEvent[], requestSeq: number, callId: string): boolean =>
  events.some(
    (event) => event.type === 'approval-decision' && event.seq > requestSeq && event.payload.callId === callId,
  );

const loadDecisions = async (
  db: Kysely<Tables>,
  { workspaceId, runId, events }: RunKey & { readonly events: readonly RunEvent[] },
): Promise<PendingDecision[]> => {
  const rows = await db
    .selectFrom('runDecisions')
    .select(['requestSeq', 'callId', 'decision', 'decidedBy', 'note'])
    .where('workspaceId', '=', workspaceId)
    .where('runId', '=', runId)
    .orderBy('requestSeq')
    .execute();
  return rows
    .filter((row) => !isLogged(events, row.requestSeq, row.callId))
    .map(({ decidedBy, ...decision }) => ({ ...decision, by: Actor.parse(JSON.parse(decidedBy)) }));
};

/**
 * What is needed to go on with a run: its agent's version, its log, decisions that the log does not have yet, and
 * the logs of at most 50 runs before it. Throws `run.not-found`.
 */
export const loadRun = async (db: Kysely<Tables>, { workspaceId, runId }: RunKey): Promise<LoadedRun> => {
  const key = { workspaceId, runId };
  const [head, [events = [], ...earlier]] = await Promise.all([loadHead(db, key), loadChain(db, key)]);
  const decisions = await loadDecisions(db, { ...key, events });
  return { ...head, events, decisions, history: earlier.toReversed() };
};
