import { AppError, isId, RunStatus } from '@signalbox/contracts';
import { z } from 'zod';

import { errorAnswers, type RestScope, security } from './rest-app.ts';
import { restExamples } from './rest-examples.ts';
import { RestRun, RestRunDetail, RestStep, toRestRun, toRestRunDetail, toRestSteps } from './rest-shapes.ts';
import { listByQuery, RunQuery } from './run-query.ts';

const Params = z.strictObject({ id: z.string().describe('Id of the run.') });

const toRunId = (id: string): string => {
  if (isId(id)) return id;
  throw new AppError('run.not-found', 'There is no run of this id.');
};

const Execution = z
  .object({
    id: z.string(),
    agent_id: z.string(),
    status: RunStatus,
    started_at: z.iso.datetime().nullable(),
    finished_at: z.iso.datetime().nullable(),
    steps: z.array(RestStep),
  })
  .meta({ examples: [restExamples.execution] });

const Deleted = z.object({ message: z.string() }).meta({ examples: [{ message: 'Run deleted successfully' }] });

const tags = ['Runs'];

const registerReads = ({ app, open }: RestScope): void => {
  const response = { 200: z.array(RestRun).meta({ examples: [[restExamples.run]] }), ...errorAnswers };
  app.get(
    '/runs',
    {
      schema: {
        summary: 'List runs, newest first',
        description: 'All of the filters hold.',
        tags,
        security,
        querystring: RunQuery,
        response,
      },
    },
    async (request) => {
      const { items } = await listByQuery(open(request), request.query);
      return items.map(toRestRun);
    },
  );
  const detail = { 200: RestRunDetail.meta({ examples: [restExamples.runDetail] }), ...errorAnswers };
  app.get(
    '/runs/:id',
    { schema: { summary: 'A run with its steps', tags, security, params: Params, response: detail } },
    async (request) => toRestRunDetail(await open(request).caller.runs.get({ runId: toRunId(request.params.id) })),
  );
};

/** `/runs` and `/executions/{id}`: what was run, step by step. */
export const registerRunRoutes = (scope: RestScope): void => {
  const { app, open } = scope;
  registerReads(scope);
  const deleted = { 200: Deleted, ...errorAnswers };
  app.delete(
    '/runs/:id',
    { schema: { summary: 'Delete an ended run and its steps', tags, security, params: Params, response: deleted } },
    async (request) => {
      await open(request).caller.runs.delete({ runId: toRunId(request.params.id) });
      return { message: 'Run deleted successfully' };
    },
  );
  const execution = { 200: Execution, ...errorAnswers };
  app.get(
    '/executions/:id',
    { schema: { summary: 'A run, seen as an execution', tags, security, params: Params, response: execution } },
    async (request) => {
      const run = await open(request).caller.runs.get({ runId: toRunId(request.params.id) });
      const { id, agentId, status, startedAt, endedAt } = run;
      return { id, agent_id: agentId, status, started_at: startedAt, finished_at: endedAt, steps: toRestSteps(run) };
    },
  );
};
