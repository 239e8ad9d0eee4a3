import { emptyMetrics, type Metrics, type MetricsInput } from '@signalbox/contracts';
import { type Database, type FigureFilters, type Figures, getAgent, type Span } from '@signalbox/database';

import { toInvalidField } from '../to-app-error.ts';

/** Which runs are meant, the agent by its id. Throws `agent.not-found`, and `request.invalid` for a version of no agent. */
export const toFilters = async (
  db: Database['db'],
  workspaceId: string,
  { agent, version, project, model, tool, initiator }: Omit<MetricsInput, 'from' | 'until'>,
): Promise<FigureFilters & { readonly workspaceId: string }> => {
  if (version !== undefined && agent === undefined) throw toInvalidField('version', 'is asked for with “agent” only');
  const agentIds = agent === undefined ? undefined : [(await getAgent(db, { workspaceId, agent })).id];
  return { workspaceId, agentIds, version, project, model, tool, initiator };
};

export const toSpan = ({ from, until }: Pick<MetricsInput, 'from' | 'until'>): Span => ({
  from: new Date(from),
  until: new Date(until),
});

/** What answers say of a span. */
export const fromSpan = ({ from, until }: Span) => ({ from: from.toISOString(), until: until.toISOString() });

/** The figures of a part and a key among these; zeros where there are none. */
export const findMetrics = (figures: readonly Figures[], part: number, key = ''): Metrics => {
  const found = figures.find((row) => row.part === part && row.key === key);
  if (!found) return emptyMetrics;
  const { part: _part, key: _key, ...metrics } = found;
  return metrics;
};
