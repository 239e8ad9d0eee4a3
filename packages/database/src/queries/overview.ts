import type { Metrics, Overview, RunFigures } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import { listErrorGroups } from '../metrics/list-error-groups.ts';
import { type Figures, listFigures, noFigures } from '../metrics/read-figures.ts';
import type { Span } from '../metrics/to-pieces.ts';
import type { Tables } from '../tables.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Moment {
  readonly workspaceId: string;
  readonly at: Date;
}

const countNow = async (db: Kysely<Tables>, { workspaceId }: Moment) => {
  const { rows } = await sql<Pick<Overview, 'running' | 'queued' | 'waiting' | 'activeAgents'>>`
    select count(*) filter (where status = 'running') as running, count(*) filter (where status = 'queued') as queued,
      count(*) filter (where status = 'waiting') as waiting,
      (select count(*) from agents where workspace_id = ${workspaceId} and status = 'active') as active_agents
    from runs where workspace_id = ${workspaceId} and status in ('running', 'queued', 'waiting')
  `.execute(db);
  return rows[0] ?? { running: 0, queued: 0, waiting: 0, activeAgents: 0 };
};

const toRunFigures = ({ count, ...metrics }: Metrics): RunFigures => ({
  runs: count,
  completed: metrics.completed,
  failed: metrics.failed,
  cancelled: metrics.cancelled,
  unfinished: metrics.unfinished,
  meanDurationMs: metrics.meanDurationMs,
  p95DurationMs: metrics.p95DurationMs,
  inputTokens: metrics.inputTokens,
  outputTokens: metrics.outputTokens,
  costNanoUsd: metrics.costNanoUsd,
  unpricedCalls: metrics.unpricedCalls,
});

const toHour = (
  { from }: Span,
  { count, completed, failed, cancelled, unfinished }: Metrics,
): Overview['hours'][number] => ({
  from: from.toISOString(),
  runs: count,
  completed,
  failed,
  cancelled,
  unfinished,
});

/** What goes on in the workspace at a moment, and the 24 hours before it beside the 24 before those. */
export const getOverview = async (db: Kysely<Tables>, { workspaceId, at }: Moment): Promise<Overview> => {
  const until = new Date(at.getTime() + 1);
  const [day, start] = [new Date(until.getTime() - dayMs), new Date(until.getTime() - 2 * dayMs)];
  const lastHour = Math.floor(at.getTime() / hourMs) * hourMs;
  const hours = Array.from({ length: 24 }, (_, index) => {
    const from = lastHour - (23 - index) * hourMs;
    return { from: new Date(from), until: new Date(Math.min(from + hourMs, until.getTime())) };
  });
  const spans = [{ from: day, until }, { from: start, until: day }, ...hours];
  const figures = await listFigures(db, { workspaceId, spans });
  const figuresOf = (number: number): Figures | Metrics => figures.find(({ part }) => part === number) ?? noFigures;
  const { items } = await listErrorGroups(db, { workspaceId, span: { from: day, until }, limit: 10 });
  return {
    at: at.toISOString(),
    ...(await countNow(db, { workspaceId, at })),
    last24h: toRunFigures(figuresOf(0)),
    before24h: toRunFigures(figuresOf(1)),
    hours: hours.map((hour, index) => toHour(hour, figuresOf(index + 2))),
    errors: items.map(({ versions: _versions, ...error }) => error),
  };
};
