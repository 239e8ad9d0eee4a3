import { Id, IdOrSlug, RunStatus } from '@signalbox/contracts';
import { z } from 'zod';

import { errorAnswers, type RestScope, security } from './rest-app.ts';
import { RestRun, RestRunDetail, RestStep, toRestRun, toRestRunDetail, toRestSteps } from './rest-shapes.ts';

const aliases: Readonly<Record<string, RunStatus>> = {
  success: 'completed',
  complete: 'completed',
  error: 'failed',
  timeout: 'failed',
};

/** A status, or one of the words that other systems use for it. */
const StatusFilter = z
  .string()
  .transform((word) => aliases[word.toLowerCase()] ?? word.toLowerCase())
  .pipe(RunStatus);

const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
  cursor: Id.optional().describe('Id of the last run of the page before: faster than an offset.'),
  status: StatusFilter.optional(),
  agent_id: IdOrSlug.optional(),
  q: z.string().min(1).max(200).optional().describe('Words of the request.'),
});

const Params = z.strictObject({ id: Id });

const Execution = z.object({
  id: z.string(),
  agent_id: z.string(),
  status: RunStatus,
  started_at: z.iso.datetime().nullable(),
  finished_at: z.iso.datetime().nullable(),
  steps: z.array(RestStep),
});

const tags = ['Runs'];

/** `/runs` and `/executions/{id}`: what was run, step by step. */
export const registerRunRoutes = ({ app, open }: RestScope): void => {
  app.get(
    '/runs',
    { schema: { summary: 'List runs, newest first', tags, security, querystring: ListQuery, response: { 200: z.array(RestRun), ...errorAnswers } } },
    async (request) => {
      const { caller } = await open(request);
      const { agent_id: agent, q: search, cursor, status, ...page } = request.query;
      const filters = { ...(agent && { agent }), ...(search && { search }), ...(cursor && { cursor }), ...(status && { status }) };
      const { items } = await caller.runs.list({ ...page, ...filters });
      return items.map(toRestRun);
    },
  );
  app.get(
    '/runs/:id',
    { schema: { summary: 'A run with its steps', tags, security, params: Params, response: { 200: RestRunDetail, ...errorAnswers } } },
    async (request) => {
      const { caller } = await open(request);
      return toRestRunDetail(await caller.runs.get({ runId: request.params.id }));
    },
  );
  app.delete(
    '/runs/:id',
    {
      schema: {
        summary: 'Delete an ended run and its steps',
        tags,
        security,
        params: Params,
        response: { 200: z.object({ message: z.string() }), ...errorAnswers },
      },
    },
    async (request) => {
      const { caller } = await open(request);
      await caller.runs.delete({ runId: request.params.id });
      return { message: 'Run deleted successfully' };
    },
  );
  app.get(
    '/executions/:id',
    { schema: { summary: 'A run, seen as an execution', tags, security, params: Params, response: { 200: Execution, ...errorAnswers } } },
    async (request) => {
      const { caller } = await open(request);
      const run = await caller.runs.get({ runId: request.params.id });
      const { id, agentId, status, startedAt, endedAt } = run;
      return { id, agent_id: agentId, status, started_at: startedAt, finished_at: endedAt, steps: toRestSteps(run) };
    },
  );
};
