import { Id } from '@signalbox/contracts';
import { z } from 'zod';

import { toAgentId } from './agent-routes.ts';
import {
  AgentParams,
  RestExecution,
  RestVersion,
  RestVersionDetail,
  toRestExecution,
  toRestVersion,
  toRestVersionDetail,
  VersionParams,
} from './agent-shapes.ts';
import { errorAnswers, type RestCall, type RestScope, security } from './rest-app.ts';
import { restExamples } from './rest-examples.ts';
import { RestRun, toRestRun } from './rest-shapes.ts';

const limit = z.coerce.number().int().min(1).max(100).default(50).describe('Most rows.');
const RunQuery = z.strictObject({
  limit,
  offset: z.coerce.number().int().min(0).max(10_000).default(0).describe('Rows passed over.'),
  cursor: Id.optional().describe('`next_cursor` of the page before: faster than an offset.'),
});
const VersionQuery = z.strictObject({
  limit,
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional()
    .describe('`next_cursor` of the page before.'),
});

const toPage = <Item extends z.ZodType>(item: Item, example: object) =>
  z
    .object({ items: z.array(item), next_cursor: z.string().nullable().describe('Null after the last row.') })
    .meta({ examples: [{ items: [example], next_cursor: null }] });

const listRuns = async ({ caller }: RestCall, id: string, page: z.infer<typeof RunQuery>) => {
  // an agent that is not there has no runs either: it should be told apart
  const agent = await caller.agents.get({ agent: toAgentId(id) });
  const { cursor, ...rest } = page;
  return caller.runs.list({ agent: agent.id, ...rest, ...(cursor !== undefined && { cursor }) });
};

const tags = ['Agents'];

const registerVersionRuns = ({ app, open }: RestScope): void => {
  app.get(
    '/agents/:id/versions/:version/runs',
    {
      schema: {
        summary: 'Runs of a version, newest first',
        tags,
        security,
        params: VersionParams,
        querystring: RunQuery,
        response: { 200: toPage(RestRun, restExamples.run), ...errorAnswers },
      },
    },
    async (request) => {
      const { caller } = open(request);
      const { cursor, ...page } = request.query;
      const { id: agent } = await caller.agents.get({ agent: toAgentId(request.params.id) });
      const { number: version } = await caller.agents.getVersion({ agent, version: request.params.version });
      const runs = await caller.runs.list({ agent, version, ...page, ...(cursor !== undefined && { cursor }) });
      return { items: runs.items.map(toRestRun), next_cursor: runs.nextCursor };
    },
  );
};

const registerRuns = ({ app, open }: RestScope): void => {
  const executions = { 200: toPage(RestExecution, restExamples.agentDetail.execution_history[0]), ...errorAnswers };
  app.get(
    '/agents/:id/executions',
    {
      schema: {
        summary: 'Runs of an agent, seen as executions, newest first',
        tags,
        security,
        params: AgentParams,
        querystring: RunQuery,
        response: executions,
      },
    },
    async (request) => {
      const { items, nextCursor } = await listRuns(open(request), request.params.id, request.query);
      return { items: items.map(toRestExecution), next_cursor: nextCursor };
    },
  );
  const runs = { 200: toPage(RestRun, restExamples.run), ...errorAnswers };
  app.get(
    '/agents/:id/runs',
    {
      schema: {
        summary: 'Runs of an agent, newest first',
        tags,
        security,
        params: AgentParams,
        querystring: RunQuery,
        response: runs,
      },
    },
    async (request) => {
      const { items, nextCursor } = await listRuns(open(request), request.params.id, request.query);
      return { items: items.map(toRestRun), next_cursor: nextCursor };
    },
  );
};

/** What stands under `/agents/{id}`: its runs and its versions. */
export const registerAgentHistoryRoutes = (scope: RestScope): void => {
  const { app, open } = scope;
  registerRuns(scope);
  registerVersionRuns(scope);
  const versions = { 200: toPage(RestVersion, restExamples.version), ...errorAnswers };
  app.get(
    '/agents/:id/versions',
    {
      schema: {
        summary: 'Versions of an agent, newest first',
        tags,
        security,
        params: AgentParams,
        querystring: VersionQuery,
        response: versions,
      },
    },
    async (request) => {
      const { cursor, limit: size } = request.query;
      const agent = toAgentId(request.params.id);
      const page = { agent, limit: size, ...(cursor !== undefined && { cursor }) };
      const { items, nextCursor } = await open(request).caller.agents.listVersions(page);
      return { items: items.map(toRestVersion), next_cursor: nextCursor };
    },
  );
  const version = { 200: RestVersionDetail.meta({ examples: [restExamples.versionDetail] }), ...errorAnswers };
  app.get(
    '/agents/:id/versions/:version',
    {
      schema: {
        summary: 'A version of an agent with its definition',
        tags,
        security,
        params: VersionParams,
        response: version,
      },
    },
    async (request) => {
      const { id, version: label } = request.params;
      const asked = { agent: toAgentId(id), version: label };
      return toRestVersionDetail(await open(request).caller.agents.getVersion(asked));
    },
  );
};
