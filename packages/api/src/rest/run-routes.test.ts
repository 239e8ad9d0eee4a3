import type { ErrorBody } from '@signalbox/contracts';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { createErrorHandler } from './answer-error.ts';
import { registerRestRoutes } from './register-rest-routes.ts';
import type { RestRun } from './rest-shapes.ts';

let api: TestApi;
let server: FastifyInstance;

/** Of the reported runs, oldest first. */
const times = ['2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z', '2026-03-03T10:00:00Z'] as const;

beforeAll(async () => {
  api = await openTestApi();
  server = fastify();
  server.setErrorHandler(createErrorHandler(() => undefined));
  registerRestRoutes(server, { createContext: async () => api.toContext(api.principal) });
  await server.ready();
  const { agents, runs } = api.caller;
  await agents.register({ name: 'mailer', project: 'post office' });
  const [first, second, third] = times;
  const error = { code: 'smtp.refused', message: 'No answer after 31 s' };
  const old = { id: 'one', createdAt: first, status: 'completed', initiator: 'Ann', tools: ['stamp'] } as const;
  const models = [{ name: 'house/small' }];
  await runs.report({ agent: 'mailer', version: '1.0.2', runs: [{ ...old, models }] });
  const failed = { id: 'two', createdAt: second, status: 'failed', error, taskId: 77 } as const;
  const open = { id: 'three', createdAt: third, status: 'running', input: 'Where is my parcel?' } as const;
  await runs.report({ agent: 'mailer', version: '1.1.0', runs: [failed, open] });
}, 60_000);
afterAll(async () => {
  await server.close();
  await api.close();
});

const list = (query: Record<string, string>) => server.inject({ url: '/api/v1/runs', query });

describe('GET /runs', () => {
  test.each<[Record<string, string>, string[]]>([
    [{}, ['three', 'two', 'one']],
    [{ limit: '1' }, ['three']],
    [{ limit: '2', offset: '1' }, ['two', 'one']],
    [{ status: 'error' }, ['two']],
    [{ agent_id: 'mailer', status: 'success' }, ['one']],
    [{ agent_id: 'assistant' }, []],
    [{ agent_id: 'mailer', version: '1.1.0' }, ['three', 'two']],
    [{ agent_id: 'mailer', version: '1' }, ['one']],
    [{ project: 'post office', tool: 'stamp' }, ['one']],
    [{ project: 'none' }, []],
    [{ source: 'report' }, ['three', 'two', 'one']],
    [{ source: 'api' }, []],
    [{ initiator: 'Ann' }, ['one']],
    [{ model: 'house/small' }, ['one']],
    [{ task_id: '77' }, ['two']],
    [{ from: times[1] }, ['three', 'two']],
    [{ from: times[0], until: times[1] }, ['one']],
    [{ error_code: 'smtp.refused' }, ['two']],
    [{ error_message: 'No answer after 4 s' }, ['two']],
    [{ q: 'PARCEL' }, ['three']],
  ])('%o', async (query, expected) => {
    const answer = (await list(query)).json<z.infer<typeof RestRun>[]>();
    expect(answer.map((run) => run.external_id)).toEqual(expected);
  });

  test('a conversation has its runs; a page goes on after the last run of the one before', async () => {
    const { runId, conversationId } = await api.caller.runs.start({ message: 'Hi' });
    const idsOf = async (query: Record<string, string>) =>
      (await list(query)).json<z.infer<typeof RestRun>[]>().map(({ id }) => id);
    expect(await idsOf({ conversation_id: conversationId })).toEqual([runId]);
    const all = await idsOf({});
    expect(all).toHaveLength(4);
    expect(await idsOf({ limit: '2', cursor: all[1] ?? '' })).toEqual(all.slice(2));
  });

  test.each<[string, Record<string, string>]>([
    ['agent', { agent: 'mailer' }],
    ['version', { version: '1.1.0' }],
    ['source', { source: 'nowhere' }],
    ['until', { from: times[1], until: times[0] }],
    ['from', { from: 'yesterday' }],
    ['task_id', { task_id: '\0' }],
    ['conversation_id', { conversation_id: '7' }],
    ['error_code', { error_code: '\0' }],
    ['error_message', { error_message: '\0' }],
    ['q', { q: '\0' }],
  ])('names %s where it is wrong', async (path, query) => {
    const answer = await list(query);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<ErrorBody>().error).toMatchObject({ code: 'request.invalid', issues: [{ path }] });
  });

  test('a version that is not there is told apart from one without runs', async () => {
    const answer = await list({ agent_id: 'mailer', version: '9' });
    expect([answer.statusCode, answer.json<ErrorBody>().error.code]).toEqual([404, 'agent.version-not-found']);
  });
});
