import { AppError, ToolName, ToolOutcome } from '@signalbox/contracts';
import { z } from 'zod';

import { errorAnswers, type RestScope, security } from './rest-app.ts';
import { restExamples } from './rest-examples.ts';
import { RestTool, RestToolDetail, toRestTool, toRestToolDetail } from './rest-shapes.ts';

const Params = z.strictObject({
  id: z.string().meta({ description: 'Name of the tool.', examples: [restExamples.tool.id] }),
});

const toName = (id: string): string => {
  const name = ToolName.safeParse(id);
  if (name.success) return name.data;
  throw new AppError('tool.not-found', 'There is no tool of this name.');
};

const ToolChange = z
  .strictObject({
    enabled: z.boolean().nullish().describe('Whether agents can use it.'),
    description: z.string().nullish().describe('What the model reads; null returns to the tool’s own.'),
  })
  .meta({ examples: [{ enabled: true }, { description: 'Adds two numbers.' }] });

const UsageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('Most calls.'),
  cursor: z.string().optional().describe('`next_cursor` of the page before.'),
});
const Usage = z
  .object({
    usage_count: z.int().describe('Calls by runs of the last 365 days, deleted ones included.'),
    items: z
      .array(
        z.object({
          run_id: z.string(),
          agent_id: z.string(),
          at: z.iso.datetime(),
          outcome: ToolOutcome.nullable(),
          duration_ms: z.number().nullable(),
        }),
      )
      .describe('Newest first.'),
    next_cursor: z.string().nullable(),
  })
  .meta({ examples: [restExamples.toolUsage] });

const tags = ['Tools'];
const yearMs = 365 * 86_400_000;

const registerUsage = ({ app, open }: RestScope): void => {
  const response = { 200: Usage, ...errorAnswers };
  const summary = 'How often a tool was called, and its calls';
  app.get(
    '/tools/:id/usage',
    { schema: { summary, tags, security, params: Params, querystring: UsageQuery, response } },
    async (request) => {
      const { caller } = open(request);
      const tool = toName(request.params.id);
      const { cursor, limit } = request.query;
      const calls = await caller.tools.listCalls({ name: tool, limit, ...(cursor !== undefined && { cursor }) });
      const now = Date.now();
      const year = { from: new Date(now - yearMs).toISOString(), until: new Date(now + 1).toISOString() };
      const { current } = await caller.metrics.getSummary({ ...year, tool });
      const items = calls.items.map(({ runId, agentId, at, outcome, durationMs }) => {
        return { run_id: runId, agent_id: agentId, at, outcome, duration_ms: durationMs };
      });
      return { usage_count: current.count, items, next_cursor: calls.nextCursor };
    },
  );
};

const detail = { 200: RestToolDetail.meta({ examples: [restExamples.toolDetail] }), ...errorAnswers };

/** `/tools`: what agents can use, and the workspace's settings of it. */
export const registerToolRoutes = (scope: RestScope): void => {
  const { app, open } = scope;
  registerUsage(scope);
  const response = { 200: z.array(RestTool).meta({ examples: [[restExamples.tool]] }), ...errorAnswers };
  app.get('/tools', { schema: { summary: 'List tools', tags, security, response } }, async (request) => {
    const { items } = await open(request).caller.tools.list({});
    return items.map(toRestTool);
  });
  app.get(
    '/tools/:id',
    { schema: { summary: 'A tool with the schema that models see', tags, security, params: Params, response: detail } },
    async (request) => toRestToolDetail(await open(request).caller.tools.get({ name: toName(request.params.id) })),
  );
  const summary = 'Switch a tool on or off, or describe it anew';
  app.put(
    '/tools/:id',
    { schema: { summary, tags, security, params: Params, body: ToolChange, response: detail } },
    async (request) => {
      const { caller } = open(request);
      const { enabled, description } = request.body;
      const name = toName(request.params.id);
      await caller.tools.update({
        name,
        ...(typeof enabled === 'boolean' && { enabled }),
        ...(description !== undefined && { description }),
      });
      return toRestToolDetail(await caller.tools.get({ name }));
    },
  );
};
