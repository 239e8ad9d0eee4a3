import type { Overview, RunFigures } from '@signalbox/contracts';
import { type Kysely, sql } from 'kysely';

import type { Tables } from '../tables.ts';
import { toSmallestId } from './to-smallest-id.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Ids are made at most so much before their run's time. */
const clockSlackMs = 60_000;

interface Span {
  readonly workspaceId: string;
  readonly at: Date;
}

/** Runs made since, give or take a minute, by the id: what the indexes are ordered by. */
const madeSince = (workspaceId: string, since: Date) =>
  sql`workspace_id = ${workspaceId} and id >= ${toSmallestId(new Date(since.getTime() - clockSlackMs))}`;

/** A piece of the two days in which neither the hour nor the day ends. */
interface Piece {
  readonly from: number;
  readonly until: number;
}

const toPieces = (at: Date): readonly Piece[] => {
  const end = at.getTime() + 1;
  const marks = new Set([end, end - dayMs, end - 2 * dayMs]);
  for (let mark = Math.floor(at.getTime() / hourMs) * hourMs; mark > end - 2 * dayMs; mark -= hourMs) marks.add(mark);
  const sorted = [...marks].toSorted((left, right) => left - right);
  return sorted.slice(1).map((until, index) => ({ from: sorted[index] ?? until, until }));
};

/** What the runs that began in a piece come to. */
interface Sums {
  readonly runs: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly ended: number;
  readonly durationMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costNanoUsd: number;
  readonly unpricedCalls: number;
}

/** One scan without sort or hash: the pieces are ranges of the index, each summed up as it is read. */
const listSums = async (
  db: Kysely<Tables>,
  workspaceId: string,
  pieces: readonly Piece[],
): Promise<readonly (Piece & Sums)[]> => {
  const timesOf = (key: keyof Piece): Date[] => pieces.map((piece) => new Date(piece[key]));
  const idsOf = (key: keyof Piece, slackMs: number): string[] =>
    pieces.map((piece) => toSmallestId(new Date(piece[key] + slackMs)));
  const { rows } = await sql<Sums>`
    select sums.*
    from unnest(${timesOf('from')}::timestamptz[], ${timesOf('until')}::timestamptz[],
      ${idsOf('from', -clockSlackMs)}::uuid[], ${idsOf('until', clockSlackMs)}::uuid[])
      with ordinality as piece (since, until, first_id, end_id, place)
    cross join lateral (
      select count(*) as runs, count(*) filter (where status = 'completed') as completed,
        count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'cancelled') as cancelled,
        count(duration_ms) as ended, coalesce(sum(duration_ms), 0) as duration_ms,
        coalesce(sum(input_tokens), 0)::bigint as input_tokens,
        coalesce(sum(output_tokens), 0)::bigint as output_tokens,
        coalesce(sum(cost_nano_usd), 0)::bigint as cost_nano_usd,
        coalesce(sum(unpriced_calls), 0)::bigint as unpriced_calls
      from runs where workspace_id = ${workspaceId} and id >= piece.first_id and id < piece.end_id
        and created_at >= piece.since and created_at < piece.until) as sums
    order by piece.place
  `.execute(db);
  return rows.flatMap((row, index) => {
    const piece = pieces[index];
    return piece ? [{ ...piece, ...row }] : [];
  });
};

/** The 95th percentile of the last 24 hours and of those before. */
const listPercentiles = async (db: Kysely<Tables>, { workspaceId, at }: Span): Promise<readonly (number | null)[]> => {
  const [day, start] = [new Date(at.getTime() + 1 - dayMs), new Date(at.getTime() + 1 - 2 * dayMs)];
  const { rows } = await sql<{ last: number | null; before: number | null }>`
    select percentile_cont(0.95) within group (order by duration_ms) filter (where created_at >= ${day}) as last,
      percentile_cont(0.95) within group (order by duration_ms)
        filter (where created_at >= ${start} and created_at < ${day}) as before
    from runs where ${madeSince(workspaceId, start)}
  `.execute(db);
  return [rows[0]?.last ?? null, rows[0]?.before ?? null];
};

const sum = (pieces: readonly Sums[], key: keyof Sums): number =>
  pieces.reduce((total, piece) => total + piece[key], 0);

const toCounts = (pieces: readonly Sums[]): Omit<Overview['hours'][number], 'from'> => {
  const runs = sum(pieces, 'runs');
  const [completed, failed, cancelled] = [sum(pieces, 'completed'), sum(pieces, 'failed'), sum(pieces, 'cancelled')];
  return { runs, completed, failed, cancelled, unfinished: runs - completed - failed - cancelled };
};

const toFigures = (pieces: readonly Sums[], p95DurationMs: number | null): RunFigures => {
  const ended = sum(pieces, 'ended');
  return {
    ...toCounts(pieces),
    meanDurationMs: ended === 0 ? null : sum(pieces, 'durationMs') / ended,
    p95DurationMs,
    inputTokens: sum(pieces, 'inputTokens'),
    outputTokens: sum(pieces, 'outputTokens'),
    costNanoUsd: sum(pieces, 'costNanoUsd'),
    unpricedCalls: sum(pieces, 'unpricedCalls'),
  };
};

const toHours = (pieces: readonly (Piece & Sums)[], at: Date): Overview['hours'] => {
  const last = Math.floor(at.getTime() / hourMs) * hourMs;
  return Array.from({ length: 24 }, (_, index) => {
    const start = last - (23 - index) * hourMs;
    const inside = pieces.filter(({ from }) => from >= start && from < start + hourMs);
    return { from: new Date(start).toISOString(), ...toCounts(inside) };
  });
};

const listErrors = async (db: Kysely<Tables>, { workspaceId, at }: Span): Promise<Overview['errors']> => {
  const { rows } = await sql<{
    code: string;
    message: string | null;
    runs: number;
    firstAt: Date;
    lastAt: Date;
    lastRunId: string;
  }>`
    select error.code, last.error_message as message, error.runs, error.first_at, error.last_at, last.id as last_run_id
    from (
      select error_code as code, count(*) as runs, min(created_at) as first_at, max(created_at) as last_at
      from runs where ${madeSince(workspaceId, new Date(at.getTime() - dayMs))} and status = 'failed'
        and created_at >= ${new Date(at.getTime() - dayMs)} and error_code is not null
      group by error_code order by runs desc, error_code limit 10) as error
    cross join lateral (
      select id, error_message from runs where workspace_id = ${workspaceId} and error_code = error.code
      order by id desc limit 1) as last
    order by error.runs desc, error.code
  `.execute(db);
  return rows.map(({ message, firstAt, lastAt, ...row }) => ({
    ...row,
    message: message ?? '',
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  }));
};

const countNow = async (db: Kysely<Tables>, { workspaceId }: Span) => {
  const { rows } = await sql<Pick<Overview, 'running' | 'queued' | 'waiting' | 'activeAgents'>>`
    select count(*) filter (where status = 'running') as running, count(*) filter (where status = 'queued') as queued,
      count(*) filter (where status = 'waiting') as waiting,
      (select count(*) from agents where workspace_id = ${workspaceId} and status = 'active') as active_agents
    from runs where workspace_id = ${workspaceId} and status in ('running', 'queued', 'waiting')
  `.execute(db);
  return rows[0] ?? { running: 0, queued: 0, waiting: 0, activeAgents: 0 };
};

/** What goes on in the workspace at a moment, and the 24 hours before it beside the 24 before those. */
export const getOverview = async (db: Kysely<Tables>, span: Span): Promise<Overview> => {
  const now = await countNow(db, span);
  const pieces = await listSums(db, span.workspaceId, toPieces(span.at));
  const [lastP95 = null, beforeP95 = null] = await listPercentiles(db, span);
  const errors = await listErrors(db, span);
  const dayAt = span.at.getTime() + 1 - dayMs;
  const [before, last] = [pieces.filter(({ from }) => from < dayAt), pieces.filter(({ from }) => from >= dayAt)];
  return {
    at: span.at.toISOString(),
    ...now,
    last24h: toFigures(last, lastP95),
    before24h: toFigures(before, beforeP95),
    hours: toHours(pieces, span.at),
    errors,
  };
};
