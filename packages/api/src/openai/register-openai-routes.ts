import { type Agent, type AgentDetail, AppError, type StartedRun, toBlockText } from '@signalbox/contracts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';

import { createErrorHandler, type LogError } from '../rest/answer-error.ts';
import { IdempotencyHeaders } from '../rest/chat-routes.ts';
import { type CreateContext, prepareScope } from '../rest/prepare-scope.ts';
import { type RestCall, type RestScope, security } from '../rest/rest-app.ts';
import { followAnswer, toSaidText } from '../runs/follow-answer.ts';
import { followRun } from '../runs/follow-run.ts';
import { findAppError, toAppError, withPaths } from '../to-app-error.ts';
import { ChatCompletion, RunReader, toAnswerHead, toOpenaiUsage } from './chat-answer.ts';
import { ChatCompletionRequest, toAgentVersion, toBodyPath, toStartInput } from './chat-request.ts';
import { openaiErrors, toOpenaiError } from './openai-error.ts';
import { toChunks, toEventStream } from './stream-completion.ts';

const tags = ['OpenAI-compatible'];

interface Asked {
  readonly call: RestCall;
  readonly run: StartedRun;
  readonly body: ChatCompletionRequest;
  readonly signal: AbortSignal;
}

const isJson = ({ response_format: format }: ChatCompletionRequest): boolean =>
  format !== null && format !== undefined && format.type !== 'text';

const toKey = ({ call, run }: Asked) => ({ workspaceId: call.principal.workspaceId, runId: run.runId });

const complete = async (asked: Asked): Promise<z.infer<typeof ChatCompletion>> => {
  const { call, run, body, signal } = asked;
  const reader = new RunReader();
  const { state } = reader;
  const view = { ...toKey(asked), afterSeq: 0, every: 'status' } as const;
  for await (const event of followRun(call.services, view, signal)) reader.read(event);
  reader.assertEnded();
  const turns = [...state.turns.map(({ blocks }) => blocks), state.response ?? []];
  const said = (isJson(body) ? turns.slice(-1) : turns).map(toSaidText).filter((text) => text !== '');
  const thought = turns.map((blocks) => toBlockText(blocks, 'thinking')).filter((text) => text !== '');
  const message = {
    role: 'assistant' as const,
    content: said.join('\n\n'),
    refusal: null,
    ...(thought.length > 0 && { reasoning_content: thought.join('\n\n') }),
  };
  return {
    ...toAnswerHead(run, body.model),
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs: null, finish_reason: reader.finishReason }],
    usage: toOpenaiUsage(state.usage),
  };
};

const stream = (asked: Asked, reply: FastifyReply): FastifyReply => {
  const { call, run, body, signal } = asked;
  const { services, requestId } = call;
  const options = {
    head: toAnswerHead(run, body.model),
    includesUsage: body.stream_options?.include_usage === true,
    isWhole: isJson(body),
  };
  const chunks = toChunks(followAnswer(services, toKey(asked), signal), options);
  const events = toEventStream(chunks, (error) => {
    if (!findAppError(error)) services.logError('a completion failed', { requestId, cause: error });
    return toOpenaiError(toAppError(error, requestId));
  });
  return reply.type('text/event-stream').header('cache-control', 'no-cache').send(events);
};

const registerChat = ({ app, open }: RestScope): void => {
  app.post(
    '/chat/completions',
    {
      schema: {
        summary: 'Ask an agent as if it were a model',
        description:
          'For clients of OpenAI’s Chat Completions. Closing the connection does not stop the run: read it with GET /api/v1/runs/{id}. Fields that are not listed go to the model’s provider, which refuses what it does not take.',
        tags,
        security,
        headers: IdempotencyHeaders,
        body: ChatCompletionRequest,
        response: { 200: ChatCompletion, ...openaiErrors },
      },
    },
    async (request, reply) => {
      const call = open(request);
      const { body } = request;
      const { 'idempotency-key': idempotencyKey } = request.headers;
      const input = { ...toStartInput(body), ...(idempotencyKey !== undefined && { idempotencyKey }) };
      const starting = call.services.runQueue.startPromptly(() => call.caller.runs.start(input));
      const run = await withPaths(starting, toBodyPath);
      // the run was accepted: whatever becomes of it, the client should not begin another one by itself
      void reply.headers({ 'x-should-retry': 'false', 'x-run-id': run.runId });
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const asked = { call, run, body, signal: AbortSignal.any([gone.signal, call.services.stopping]) };
      return body.stream === true ? stream(asked, reply) : reply.send(await complete(asked));
    },
  );
};

const Model = z.object({
  id: z.string().describe('Slug of an agent.'),
  object: z.literal('model'),
  created: z.int(),
  owned_by: z.string(),
});
const modelExample = { id: 'assistant', object: 'model', created: 1_795_262_280, owned_by: 'signalbox' };

const toModel = ({ slug, createdAt }: Agent | AgentDetail, id = slug): z.infer<typeof Model> => ({
  id,
  object: 'model',
  created: Math.floor(Date.parse(createdAt) / 1000),
  owned_by: 'signalbox',
});

const registerModels = ({ app, open }: RestScope): void => {
  const Models = z
    .object({ object: z.literal('list'), data: z.array(Model) })
    .meta({ examples: [{ object: 'list', data: [modelExample] }] });
  app.get(
    '/models',
    { schema: { summary: 'List active agents as models', tags, security, response: { 200: Models, ...openaiErrors } } },
    async (request) => {
      const { items } = await open(request).caller.agents.list({ status: 'active', limit: 1000 });
      return { object: 'list' as const, data: items.map((agent) => toModel(agent)) };
    },
  );
  const response = { 200: Model.meta({ examples: [modelExample] }), ...openaiErrors };
  const params = z.strictObject({
    model: z
      .string()
      .meta({ description: 'Slug of an agent, `agent@2` for its version 2.', examples: [modelExample.id] }),
  });
  app.get(
    '/models/:model',
    { schema: { summary: 'An agent, or a version of it, as a model', tags, security, params, response } },
    async (request) => {
      const { caller } = open(request);
      const { agent, version } = toAgentVersion(request.params.model);
      if (version !== undefined) await caller.agents.getVersion({ agent, version });
      return toModel(await caller.agents.get({ agent }), request.params.model);
    },
  );
};

/** Registers `/v1/chat/completions` and `/v1/models`, where an agent is a model. */
export const registerOpenaiRoutes = (
  server: FastifyInstance,
  { createContext, logError }: { readonly createContext: CreateContext; readonly logError: LogError },
): void => {
  void server.register(
    async (plain) => {
      plain.setErrorHandler(createErrorHandler(logError, toOpenaiError));
      const scope = prepareScope(plain, createContext);
      plain.setNotFoundHandler(() => {
        throw new AppError('request.not-found', 'There is no such route. /docs lists all of them.');
      });
      registerChat(scope);
      registerModels(scope);
    },
    { prefix: '/v1' },
  );
};
