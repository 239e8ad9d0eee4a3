import { ActivityIntent, ActivityStatus, Id, IdOrSlug, type LogActivityInput } from '@signalbox/contracts';
import { z } from 'zod';

import { toSlug } from '../agents/to-slug.ts';
import { LogActivityBody, LoggedActivityAnswer, RestActivityPage, toRestActivity } from './activity-shapes.ts';
import { toAgentId } from './agent-routes.ts';
import { AgentParams } from './agent-shapes.ts';
import { errorAnswers, type RestCall, type RestScope, security } from './rest-app.ts';

const Query = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('Most rows.'),
  cursor: Id.optional().describe('`next_cursor` of the page before.'),
  type: z.string().max(100).optional().describe('Only this type; `run`: only runs.'),
  status: ActivityStatus.optional().describe('How the work stood.'),
  project: z.string().max(200).optional().describe('The project that it was for.'),
  intent: ActivityIntent.optional().describe('Why it was done.'),
  from: z.iso.datetime().optional().describe('Happened then or later.'),
  until: z.iso.datetime().optional().describe('Happened before.'),
  q: z.string().max(200).optional().describe('Words, and words written nearly like them.'),
});
const FeedQuery = Query.extend({ agent_id: IdOrSlug.optional().describe('Id or slug.') });

/** What names an agent that may not be known yet: an id, a slug, or a name that a slug is made of. */
const toAgent = (given: string | number): string => {
  const text = String(given);
  const known = IdOrSlug.safeParse(text);
  return known.success ? known.data : toSlug(text);
};

/** What was sent, without what says nothing. */
const toInput = (body: z.infer<typeof LogActivityBody>): LogActivityInput => {
  const { agent_id, task_id, activity_type, duration_ms, timestamp, output, error, ...rest } = body;
  return {
    ...rest,
    agent: toAgent(agent_id),
    taskId: task_id === null || task_id === undefined ? undefined : String(task_id),
    type: activity_type,
    output: output ?? undefined,
    error: error ?? undefined,
    durationMs: duration_ms ?? undefined,
    at: timestamp,
  };
};

const listPage = async (
  { caller }: RestCall,
  { q: search, ...filters }: z.infer<typeof Query> & { readonly agent?: string | undefined },
): Promise<z.infer<typeof RestActivityPage>> => {
  const { items, nextCursor, searchedIn } = await caller.activity.list({ ...filters, search });
  return { items: items.map(toRestActivity), next_cursor: nextCursor, searched_in: searchedIn };
};

const tags = ['Activity'];
const page = { 200: RestActivityPage, ...errorAnswers };

/** `/activity` and what agents say of themselves. */
export const registerActivityRoutes = ({ app, open }: RestScope): void => {
  const logged = { 200: LoggedActivityAnswer, ...errorAnswers };
  app.post(
    '/agents/activity',
    { schema: { summary: 'Log what an agent did', tags, security, body: LogActivityBody, response: logged } },
    async (request) => {
      const { body } = request;
      const { activity, isInMemory, isCached } = await open(request).caller.activity.log(toInput(body));
      return {
        status: 'success' as const,
        message: 'Agent activity logged successfully',
        id: activity.id,
        agent_id: body.agent_id,
        task_id: body.task_id ?? null,
        stored_in_memory_mcp: isInMemory,
        stored_in_redis: isCached,
        broadcasted_via_websocket: true,
      };
    },
  );
  app.get(
    '/agents/:id/activity',
    {
      schema: {
        summary: 'What an agent did, newest first',
        tags,
        security,
        params: AgentParams,
        querystring: Query,
        response: page,
      },
    },
    async (request) => {
      const call = open(request);
      // an agent that is not there did nothing either: it should be told apart
      const { id: agent } = await call.caller.agents.get({ agent: toAgentId(request.params.id) });
      return listPage(call, { ...request.query, agent });
    },
  );
  app.get(
    '/activity',
    {
      schema: { summary: 'What all agents did, newest first', tags, security, querystring: FeedQuery, response: page },
    },
    async (request) => {
      const { agent_id: agent, ...filters } = request.query;
      return listPage(open(request), { ...filters, agent });
    },
  );
};
