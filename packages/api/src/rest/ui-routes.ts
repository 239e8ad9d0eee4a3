import { AgentVersion, type Run, RunStatus, SetAgentStatus, toDayStart } from '@signalbox/contracts';
import { z } from 'zod';

import { errorAnswers, type RestScope, security } from './rest-app.ts';
import { restExamples } from './rest-examples.ts';
import { toUiCards, UiCard } from './ui-cards.ts';

const hourMs = 3_600_000;
const nanoUsd = 1e9;

const UiActivity = z.object({
  id: z.string(),
  agent: z.string(),
  action: z.string(),
  status: RunStatus,
  time: z.iso.datetime(),
  duration: z.number().nullable().describe('Seconds; null until it ended.'),
  cost: z.number().nullable().describe('US dollars; null when a model call had no price.'),
});

const UiVersion = z.object({
  id: z.string(),
  name: z.string(),
  project: z.string(),
  status: SetAgentStatus,
  lastSeen: z.iso.datetime().nullable(),
  version: z.string(),
  avgRuntime: z.number().nullable().describe('Seconds.'),
  successRate: z.number().nullable().describe('0 to 100: completed of the completed and failed runs.'),
  totalRuns: z.int(),
  spend: z.number().describe('US dollars.'),
  tools: AgentVersion.shape.tools,
  models: AgentVersion.shape.models,
  cluster: z.string(),
});

const actions: Record<RunStatus, string> = {
  queued: 'queued run',
  running: 'started run',
  waiting: 'waits for a person',
  completed: 'completed run',
  failed: 'failed run',
  cancelled: 'cancelled run',
};

const toUiActivity = (run: Run): z.infer<typeof UiActivity> => ({
  id: run.id,
  agent: run.agentName,
  action: actions[run.status],
  status: run.status,
  time: run.createdAt,
  duration: run.durationMs === null ? null : run.durationMs / 1000,
  cost: run.unpricedCalls > 0 ? null : run.costNanoUsd / nanoUsd,
});

const tags = ['Figures'];
const LimitQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('Most rows.'),
});

const registerStats = ({ app, open }: RestScope): void => {
  const response = { 200: z.array(UiCard).meta({ examples: [restExamples.uiCards] }), ...errorAnswers };
  const summary = 'Four figures with their change: agents, runs and cost of today, response time';
  app.get('/ui/stats', { schema: { summary, tags, security, response } }, async (request) => {
    const { caller } = open(request);
    const { settings } = await caller.workspace.get();
    const now = new Date();
    const since = (from: Date) =>
      caller.metrics.getSummary({ from: from.toISOString(), until: new Date(now.getTime() + 1).toISOString() });
    return toUiCards({
      week: await since(new Date(now.getTime() - 7 * 24 * hourMs)),
      today: await since(toDayStart(now, settings.timeZone)),
      hour: await since(new Date(now.getTime() - hourMs)),
    });
  });
};

/** `/ui/*`: what a page needs to show an installation at a glance, in the shapes of the seed's dashboard. */
export const registerUiRoutes = (scope: RestScope): void => {
  const { app, open } = scope;
  registerStats(scope);
  const activity = { 200: z.array(UiActivity).meta({ examples: [[restExamples.uiActivity]] }), ...errorAnswers };
  app.get(
    '/ui/recent_activity',
    { schema: { summary: 'The newest runs', tags, security, querystring: LimitQuery, response: activity } },
    async (request) => (await open(request).caller.runs.list(request.query)).items.map(toUiActivity),
  );
  const versions = { 200: z.array(UiVersion).meta({ examples: [[restExamples.uiVersion]] }), ...errorAnswers };
  const summary = 'Versions of all agents with what their runs come to, those that ran last first';
  app.get('/ui/agent_versions', { schema: { summary, tags, security, response: versions } }, async (request) => {
    const rows = await open(request).caller.metrics.listVersions();
    return rows.map(({ agentId, number, metrics, ...row }) => {
      const { meanDurationMs, completed, failed, count, costNanoUsd } = metrics;
      const decided = completed + failed;
      return {
        id: `${agentId}.${number}`,
        name: row.agentName,
        project: row.project,
        status: row.status,
        lastSeen: row.lastRunAt,
        version: row.label,
        avgRuntime: meanDurationMs === null ? null : meanDurationMs / 1000,
        successRate: decided === 0 ? null : Math.round((completed / decided) * 1000) / 10,
        totalRuns: count,
        spend: costNanoUsd / nanoUsd,
        tools: row.tools,
        models: row.models,
        cluster: row.cluster,
      };
    });
  });
};
