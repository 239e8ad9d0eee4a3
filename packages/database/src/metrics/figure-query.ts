import { AppError, type MetricDimension } from '@signalbox/contracts';

import type { MetricBucketsTable } from '../tables.ts';
import type { Span } from './to-pieces.ts';

/** Which runs or calls figures are of; all of the conditions hold. */
export interface FigureFilters {
  readonly agentIds?: readonly string[] | undefined;
  readonly version?: number | undefined;
  /** Of the agents that belong to it now. */
  readonly project?: string | undefined;
  /** One of these at most. */
  readonly model?: string | undefined;
  readonly tool?: string | undefined;
  readonly initiator?: string | undefined;
}

/** What figures are asked for. */
export interface FigureQuery extends FigureFilters {
  readonly workspaceId: string;
  /** Figures of each. */
  readonly spans: readonly Span[];
  /** Told apart by. */
  readonly by?: MetricDimension | undefined;
  /** Only of these. */
  readonly keys?: readonly string[] | undefined;
}

export type Series = MetricBucketsTable['series'];

const named = ['model', 'tool', 'initiator'] as const;

const refuse = (left: string, right: string): never => {
  const message = `figures of one ${left} are not told apart by ${right}`;
  throw new AppError('request.invalid', `The input is wrong. ${left}: ${message}.`, {
    issues: [{ path: left, message }],
  });
};

/** The series that has what is asked for. Throws `request.invalid` when none has. */
export const toSeries = (query: Omit<FigureQuery, 'workspaceId' | 'spans'>): Series => {
  const { by, agentIds, version, project } = query;
  const names = named.filter((name) => query[name] !== undefined || by === name);
  const [series, other] = names;
  if (series !== undefined && other !== undefined) return refuse(series, other);
  const agents = [
    ...(agentIds !== undefined || by === 'agent' ? ['agent'] : []),
    ...(version !== undefined || by === 'version' ? ['version'] : []),
    ...(project !== undefined || by === 'project' ? ['project'] : []),
  ];
  if (series === 'initiator' && agents[0] !== undefined) return refuse(series, agents[0]);
  return series ?? (agents.length > 0 ? 'version' : 'workspace');
};
