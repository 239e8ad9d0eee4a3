import {
  applyRunEvent,
  emptyRunState,
  Id,
  IdOrSlug,
  JsonObject,
  type RunState,
  RunStatus,
  toBlockText,
} from '@signalbox/contracts';
import { z } from 'zod';

import { followRun } from '../runs/follow-run.ts';
import type { ApiServices } from '../services.ts';
import { errorAnswers, type RestScope, security } from './rest-app.ts';
import { restExamples } from './rest-examples.ts';

/** Of requests that begin a run. */
export const IdempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .describe('Names this request: sent again, it starts nothing and is answered with the run it started first.'),
});

/** What asks an agent, over HTTP and over a WebSocket. */
export const ChatRequest = z
  .strictObject({
    message: z.string().describe('What is asked.'),
    model: z.string().nullish().describe('In place of the agent’s models: `provider/model`.'),
    agent_id: IdOrSlug.nullish().describe('Id or slug; without it the conversation’s agent, else `assistant`.'),
    parameters: z
      .record(z.string(), z.unknown())
      .nullish()
      .describe(
        'What the model takes beside the conversation, named as its provider names it, over the agent’s own. With `output: {name, schema}` the answer is JSON of that schema, whichever the provider.',
      ),
    variables: z
      .record(z.string(), z.string())
      .nullish()
      .describe('Texts for the variables of the agent’s instructions; those without a default must be given.'),
    version: z.int().positive().nullish().describe('Number of the agent’s version, in place of the published one.'),
    conversation_id: Id.nullish().describe('Goes on after the newest run of this conversation.'),
  })
  .meta({ examples: [{ message: 'What is 5 + 10?' }, { message: 'And times 3?', agent_id: 'assistant' }] });

const ChatAnswer = z.object({
  response: z.string().describe('The answer; empty when there is none.'),
  run_id: z.string(),
  conversation_id: z.string(),
  status: RunStatus,
  error: z.object({ code: z.string(), message: z.string() }).optional().describe('Why the run failed.'),
});
const EndedAnswer = ChatAnswer.meta({
  description: 'The run has ended; `status` says how.',
  examples: [restExamples.chatEnded],
});
const OpenAnswer = ChatAnswer.meta({
  description: 'The run waits for a person, or the server stops: it goes on, see GET /runs/{id}.',
  examples: [restExamples.chatOpen],
});

/** The same as `runs.start` takes it. */
export const toStartInput = (body: z.infer<typeof ChatRequest>) => {
  const { message, model, parameters, variables, version } = body;
  const { agent_id: agent, conversation_id: conversationId } = body;
  return {
    message,
    ...(typeof model === 'string' && { model }),
    ...(parameters && { parameters: JsonObject.parse(parameters) }),
    ...(variables && { variables }),
    ...(typeof version === 'number' && { version }),
    ...(typeof agent === 'string' && { agent }),
    ...(typeof conversationId === 'string' && { conversationId }),
  };
};

/** Follows a run until it has ended, waits for a person, or the signal comes; the state it is in then. */
const untilSettled = async (
  services: ApiServices,
  key: { readonly workspaceId: string; readonly runId: string },
  signal: AbortSignal,
): Promise<RunState> => {
  const state = emptyRunState();
  for await (const event of followRun(services, { ...key, afterSeq: 0, every: 'status' }, signal)) {
    applyRunEvent(state, event);
    if (state.end !== null || state.status === 'waiting') break;
  }
  return state;
};

const toAnswer = (state: RunState): Pick<z.infer<typeof ChatAnswer>, 'response' | 'status' | 'error'> => {
  const blocks = state.response ?? [];
  const response = toBlockText(blocks, 'text') || toBlockText(blocks, 'refusal');
  return { response, status: state.status, ...(state.end?.error && { error: state.end.error }) };
};

/** `POST /chat`: ask an agent and get its answer when the run has ended. */
export const registerChatRoutes = ({ app, open }: RestScope): void => {
  app.post(
    '/chat',
    {
      schema: {
        summary: 'Ask an agent and wait for the answer',
        description: 'Closing the connection does not stop the run: read it with GET /runs/{id}.',
        tags: ['Chat'],
        security,
        headers: IdempotencyHeaders,
        body: ChatRequest,
        response: { 200: EndedAnswer, 202: OpenAnswer, ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { caller, principal, services } = open(request);
      const { 'idempotency-key': idempotencyKey } = request.headers;
      const input = { ...toStartInput(request.body), ...(idempotencyKey !== undefined && { idempotencyKey }) };
      const started = await services.runQueue.startPromptly(() => caller.runs.start(input));
      const { runId, conversationId: conversation_id } = started;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const signal = AbortSignal.any([gone.signal, services.stopping]);
      const state = await untilSettled(services, { workspaceId: principal.workspaceId, runId }, signal);
      return reply.status(state.end ? 200 : 202).send({ ...toAnswer(state), run_id: runId, conversation_id });
    },
  );
};
