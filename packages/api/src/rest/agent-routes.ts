import { type AgentDetail, type AgentSpec, AgentStatus, AppError, IdOrSlug, type Run } from '@signalbox/contracts';
import { countCompletedRuns } from '@signalbox/database';
import { z } from 'zod';

import { authorize } from '../authenticate.ts';
import { takeTurn } from '../rate-limits.ts';
import { toInvalidFields, withPaths } from '../to-app-error.ts';
import { ChangeAgentBody, CreateAgentBody, toBodyPath, toLabels, toSpec } from './agent-bodies.ts';
import { AgentParams, RestAgent, RestAgentDetail, toRestAgent, toRestAgentDetail } from './agent-shapes.ts';
import { errorAnswers, type RestCall, type RestScope, security } from './rest-app.ts';
import { restExamples } from './rest-examples.ts';

/** What an agent can be found by beside its status: whether a run of it has not ended. */
const activities = ['idle', 'running'] as const;

const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(50).describe('Most agents.'),
  offset: z.coerce.number().int().min(0).max(10_000).default(0).describe('Agents passed over.'),
  type: z.string().optional().describe('Only agents of this type.'),
  capabilities: z
    .string()
    .optional()
    .describe('Separated by commas: agents that have all of them.')
    .transform((words) => words?.split(',').map((word) => word.trim())),
  status: z
    .enum([...AgentStatus.options, ...activities])
    .optional()
    .describe('idle and running: active agents without and with a run that has not ended.'),
  project: z.string().optional().describe('Only agents of this project.'),
  q: z.string().optional().describe('Part of the name, slug or description.'),
});
const DetailQuery = z.strictObject({
  history_limit: z.coerce.number().int().min(1).max(500).default(50).describe('Most runs in the history.'),
});

/** The id or slug of a path. Throws `agent.not-found` for what can be neither. */
export const toAgentId = (text: string): string => {
  const id = IdOrSlug.safeParse(text);
  if (id.success) return id.data;
  throw new AppError('agent.not-found', 'There is no agent of this name.');
};

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

/** How many runs each of these agents has completed. */
export const countTasks = ({ services, principal }: RestCall, ids: readonly string[]) =>
  countCompletedRuns(services.database.db, { workspaceId: principal.workspaceId, ids });

/** The agent as it is now, with its newest runs. */
const readDetail = async (call: RestCall, id: string, historyLimit = 50): Promise<z.infer<typeof RestAgentDetail>> => {
  const agent = await call.caller.agents.get({ agent: id });
  const runs = await listHistory(call.caller, agent.id, historyLimit);
  const tasksOf = await countTasks(call, [agent.id]);
  return toRestAgentDetail(agent, { tasksDone: tasksOf(agent.id), runs });
};

type Change = z.infer<typeof ChangeAgentBody>;

const applyChange = async (
  { caller }: RestCall,
  agent: Pick<AgentDetail, 'id' | 'latestVersion'>,
  { body, spec }: { readonly body: Change; readonly spec: AgentSpec | undefined },
): Promise<void> => {
  const { id, latestVersion: baseVersion } = agent;
  const { note = '' } = body;
  if (spec) await withPaths(caller.agents.createVersion({ agent: id, spec, baseVersion, note }), toBodyPath);
  await caller.agents.update({ agent: id, ...toLabels(body) });
};

/** The newest agent of this name that was put away. */
const findArchived = async ({ caller }: RestCall, name: string) => {
  const { items } = await caller.agents.list({ isArchived: true, search: name, limit: 1000 });
  return items.find((agent) => agent.name === name);
};

/** Without a model it runs elsewhere, and nothing else of a definition is ours. */
const registerExternal = async (call: RestCall, body: z.infer<typeof CreateAgentBody>): Promise<string> => {
  if (toSpec(body)) {
    const message =
      'must be given: the model that the agent runs on. Without a definition, it is one that runs elsewhere';
    throw toInvalidFields([{ path: 'model_config', message }]);
  }
  // its caller is shown the agent, which must not fail once there is one
  authorize(call.principal, 'agents:read');
  const { status: _, ...labels } = toLabels(body);
  return (await call.caller.agents.register({ ...labels, name: body.name })).id;
};

const createOrRevive = async (call: RestCall, body: z.infer<typeof CreateAgentBody>): Promise<string> => {
  const spec = toSpec(body);
  if (!spec || body.model_config === undefined) return registerExternal(call, body);
  const { name, status } = body;
  const archived = await findArchived(call, name);
  if (!archived) {
    const created = call.caller.agents.create({ ...toLabels(body), name, status, spec });
    return (await withPaths(created, toBodyPath)).id;
  }
  await applyChange(call, archived, { body, spec });
  await call.caller.agents.restore({ agent: archived.id });
  return archived.id;
};

const tags = ['Agents'];
const detail = { 200: RestAgentDetail.meta({ examples: [restExamples.agentDetail] }), ...errorAnswers };

const registerReads = ({ app, open }: RestScope): void => {
  const AgentList = z
    .object({ agents: z.array(RestAgent), total: z.int(), limit: z.int(), offset: z.int() })
    .meta({ examples: [{ agents: [restExamples.agent], total: 1, limit: 50, offset: 0 }] });
  const response = { 200: AgentList, ...errorAnswers };
  app.get(
    '/agents',
    { schema: { summary: 'List agents, newest first', tags, security, querystring: ListQuery, response } },
    async (request) => {
      const call = open(request);
      await takeTurn(call.services, call.principal, 'agents-read');
      const { q: search, status, type, project, capabilities, ...page } = request.query;
      const isActivity = status === 'idle' || status === 'running';
      const { items, total } = await call.caller.agents.list({
        ...page,
        ...(search !== undefined && { search }),
        ...(type !== undefined && { type }),
        ...(project !== undefined && { project }),
        ...(capabilities && { capabilities }),
        ...(isActivity ? { status: 'active', isRunning: status === 'running' } : status && { status }),
      });
      const tasksOf = await countTasks(
        call,
        items.map(({ id }) => id),
      );
      return { agents: items.map((agent) => toRestAgent(agent, tasksOf(agent.id))), total, ...page };
    },
  );
  const summary = 'An agent by id or slug, with its newest runs';
  app.get(
    '/agents/:id',
    { schema: { summary, tags, security, params: AgentParams, querystring: DetailQuery, response: detail } },
    async (request) => {
      const call = open(request);
      await takeTurn(call.services, call.principal, 'agents-read');
      return readDetail(call, toAgentId(request.params.id), request.query.history_limit);
    },
  );
};

/** `/agents`: who can be asked, and how they have done. */
export const registerAgentRoutes = (scope: RestScope): void => {
  const { app, open } = scope;
  registerReads(scope);
  const created = { 201: detail[200].describe('The agent.'), ...errorAnswers };
  const description =
    'An agent of this name that was deleted comes back, with this definition as its newest version. Otherwise it is a new agent, whose slug is made of its name. Without `model_config` and the rest of a definition it is an agent that runs elsewhere, as `POST /agents/{name}/register` makes it.';
  app.post(
    '/agents',
    { schema: { summary: 'Make an agent', description, tags, security, body: CreateAgentBody, response: created } },
    async (request, reply) => {
      const call = open(request);
      await takeTurn(call.services, call.principal, 'agents-create');
      const id = await createOrRevive(call, request.body);
      return reply.status(201).send(await readDetail(call, id));
    },
  );
  for (const method of ['PUT', 'PATCH'] as const) {
    app.route({
      method,
      url: '/agents/:id',
      schema: {
        summary: 'Change an agent',
        description: 'A changed definition becomes a new version, which new runs use; what is left out stays as it is.',
        tags,
        security,
        params: AgentParams,
        body: ChangeAgentBody,
        response: detail,
      },
      handler: async (request) => {
        const call = open(request);
        const { body } = request;
        const agent = await call.caller.agents.get({ agent: toAgentId(request.params.id) });
        await applyChange(call, agent, { body, spec: toSpec(body, agent.spec ?? undefined) });
        return readDetail(call, agent.id);
      },
    });
  }
  const deleted = { 204: z.null().meta({ description: 'Deleted.', examples: [null] }), ...errorAnswers };
  app.delete(
    '/agents/:id',
    {
      schema: {
        summary: 'Delete an agent',
        description: 'It takes no runs any more and leaves the lists; its versions and runs stay to be read.',
        tags,
        security,
        params: AgentParams,
        response: deleted,
      },
    },
    async (request, reply) => {
      await open(request).caller.agents.archive({ agent: toAgentId(request.params.id) });
      return reply.status(204).send(null);
    },
  );
};
