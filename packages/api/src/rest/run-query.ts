import { Id, IdOrSlug, type Page, type Run, RunFilters } from '@signalbox/contracts';
import { z } from 'zod';

import { withPaths } from '../to-app-error.ts';
import { VersionParams } from './agent-shapes.ts';
import type { RestCall } from './rest-app.ts';
import { StatusWord } from './status-word.ts';

const { shape } = RunFilters;

/** What `GET /runs` is asked with: a page, and the filters of all lists of runs by the names that the API has for them. */
export const RunQuery = z
  .strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50).describe('Most runs.'),
    offset: z.coerce.number().int().min(0).max(10_000).default(0).describe('Runs passed over.'),
    cursor: Id.optional().describe('Id of the last run of the page before: faster than an offset.'),
    status: StatusWord.optional(),
    agent_id: IdOrSlug.optional().describe('Id or slug.'),
    version: VersionParams.shape.version.optional().describe('Number or name of a version of `agent_id`.'),
    project: shape.project.describe('Runs of agents of this project.'),
    source: shape.source.describe('Where they were started from.'),
    initiator: shape.initiator.describe('Who or what had them run.'),
    model: shape.model.describe('Runs that called this model: `provider/model`, or as it was reported.'),
    tool: shape.tool.describe('Runs that called this tool.'),
    task_id: shape.taskId.describe('What their sender says that they belong to.'),
    conversation_id: shape.conversationId.describe('Runs of this conversation.'),
    from: shape.from.describe('Began then or later.'),
    until: shape.until.describe('Began before.'),
    error_code: shape.errorCode.describe('Code of the error that they ended with.'),
    error_message: shape.errorMessage.describe('Message of that error, whatever its numbers, ids and spaces.'),
    q: shape.search.describe('Words of the request, the answer or the error, in any case.'),
  })
  .refine(({ agent_id, version }) => version === undefined || agent_id !== undefined, {
    path: ['version'],
    message: 'is asked for with “agent_id” only',
  });

const names = new Map([
  ['search', 'q'],
  ['taskId', 'task_id'],
  ['errorCode', 'error_code'],
  ['errorMessage', 'error_message'],
]);

/** The runs that are asked for. Throws `agent.not-found` and `agent.version-not-found` when they are of a version. */
export const listByQuery = async ({ caller }: RestCall, query: z.infer<typeof RunQuery>): Promise<Page<Run>> => {
  const {
    agent_id: agent,
    version: label,
    status,
    task_id: taskId,
    conversation_id: conversationId,
    error_code: errorCode,
    error_message: errorMessage,
    q: search,
    ...same
  } = query;
  const isOfVersion = agent !== undefined && label !== undefined;
  const version = isOfVersion ? (await caller.agents.getVersion({ agent, version: label })).number : undefined;
  const statuses = status && [status];
  const filters = { ...same, agent, version, statuses, taskId, conversationId, errorCode, errorMessage, search };
  return withPaths(caller.runs.list(filters), (path) => names.get(path) ?? path);
};
