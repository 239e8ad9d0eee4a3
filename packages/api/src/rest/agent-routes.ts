import {
  type Agent,
  AgentDetail,
  AgentStatus,
  AppError,
  IdOrSlug,
  ModelChoice,
  type Run,
  RunStatus,
} from '@signalbox/contracts';
import { z } from 'zod';

import { errorAnswers, type RestCall, type RestScope, security } from './rest-app.ts';
import { restExamples } from './rest-examples.ts';

const RestAgent = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  status: AgentStatus,
  version: z.int(),
  created_at: z.iso.datetime(),
  last_active_at: z.iso.datetime().nullable(),
});

const Execution = z.object({
  id: z.string(),
  status: RunStatus,
  started_at: z.iso.datetime().nullable(),
  finished_at: z.iso.datetime().nullable(),
  duration_ms: z.number().nullable(),
  output: z.string().nullable().describe('The first 300 characters.'),
  error: z.string().nullable(),
});

export const RestAgentDetail = RestAgent.extend({
  instructions: z.string(),
  models: z.array(ModelChoice.extend({ parameters: z.record(z.string(), z.unknown()) })),
  tools: AgentDetail.shape.tools,
  execution_history: z.array(Execution).describe('Newest first.'),
  success_rate: z.number().nullable().describe('0 to 1, of the ended runs in the history; null when none has ended.'),
  avg_duration_ms: z.number().nullable().describe('Of the same runs.'),
});

const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
  status: AgentStatus.optional(),
  q: z.string().optional().describe('Part of the name or slug.'),
});
const DetailQuery = z.strictObject({ history_limit: z.coerce.number().int().min(1).max(500).default(50) });

const toRestAgent = (agent: Agent): z.infer<typeof RestAgent> => ({
  id: agent.id,
  slug: agent.slug,
  name: agent.name,
  status: agent.status,
  version: agent.version,
  created_at: agent.createdAt,
  last_active_at: agent.lastActiveAt,
});

const toExecution = (run: Run): z.infer<typeof Execution> => ({
  id: run.id,
  status: run.status,
  started_at: run.startedAt,
  finished_at: run.endedAt,
  duration_ms: run.durationMs,
  output: run.outputPreview,
  error: run.error?.message ?? null,
});

/** Rows of one page of runs. */
const pageSize = 100;

const listHistory = async (caller: RestCall['caller'], agent: string, limit: number): Promise<Run[]> => {
  const runs: Run[] = [];
  let cursor: string | null | undefined;
  while (runs.length < limit && cursor !== null) {
    const size = Math.min(pageSize, limit - runs.length);
    const page = await caller.runs.list({ agent, limit: size, ...(cursor !== undefined && { cursor }) });
    runs.push(...page.items);
    cursor = page.nextCursor;
  }
  return runs;
};

const toRates = (runs: readonly Run[]): { success_rate: number | null; avg_duration_ms: number | null } => {
  const durations = runs.flatMap(({ durationMs }) => durationMs ?? []);
  const { length } = durations;
  if (length === 0) return { success_rate: null, avg_duration_ms: null };
  const sum = durations.reduce((total, durationMs) => total + durationMs, 0);
  const completed = runs.filter(({ status }) => status === 'completed').length;
  return { success_rate: completed / length, avg_duration_ms: sum / length };
};

const tags = ['Agents'];

/** `/agents`: who can be asked, and how they have done. */
export const registerAgentRoutes = ({ app, open }: RestScope): void => {
  const AgentList = z
    .object({ agents: z.array(RestAgent), total: z.int(), limit: z.int(), offset: z.int() })
    .meta({ examples: [{ agents: [restExamples.agent], total: 1, limit: 50, offset: 0 }] });
  app.get(
    '/agents',
    {
      schema: {
        summary: 'List agents, newest first',
        tags,
        security,
        querystring: ListQuery,
        response: { 200: AgentList, ...errorAnswers },
      },
    },
    async (request) => {
      const { q: search, status, ...page } = request.query;
      const filters = { ...(search !== undefined && { search }), ...(status && { status }) };
      const { items, total } = await open(request).caller.agents.list({ ...page, ...filters });
      return { agents: items.map(toRestAgent), total, ...page };
    },
  );
  app.get(
    '/agents/:id',
    {
      schema: {
        summary: 'An agent by id or slug, with its newest runs',
        tags,
        security,
        params: z.strictObject({ id: z.string() }),
        querystring: DetailQuery,
        response: { 200: RestAgentDetail.meta({ examples: [restExamples.agentDetail] }), ...errorAnswers },
      },
    },
    async (request) => {
      const { caller } = open(request);
      const id = IdOrSlug.safeParse(request.params.id);
      if (!id.success) throw new AppError('agent.not-found', 'There is no agent of this name.');
      const agent = await caller.agents.get({ agent: id.data });
      const runs = await listHistory(caller, agent.id, request.query.history_limit);
      const { instructions, models } = agent.spec;
      const { tools } = agent;
      return {
        ...toRestAgent(agent),
        instructions,
        models,
        tools,
        execution_history: runs.map(toExecution),
        ...toRates(runs),
      };
    },
  );
};
