import { AppError, applyRunEvent, emptyRunState, IdOrSlug, Id, RunStatus, type RunState, toBlockText } from '@signalbox/contracts';
import { z } from 'zod';

import { followRun } from '../runs/follow-run.ts';
import type { ApiServices } from '../services.ts';
import { errorAnswers, type RestScope, security } from './rest-app.ts';

const ChatRequest = z
  .strictObject({
    message: z.string(),
    model: z.string().nullish().describe('In place of the agent’s models: `provider/model`.'),
    agent_id: IdOrSlug.nullish().describe('Id or slug; without it the agent `assistant` answers.'),
    conversation_id: Id.nullish().describe('Goes on after the newest run of this conversation.'),
  })
  .meta({ example: { message: 'What is 5 + 10, then multiply by 3?' } });

const ChatAnswer = z
  .object({
    response: z.string().describe('The answer; empty when there is none.'),
    run_id: z.string(),
    conversation_id: z.string(),
    status: RunStatus,
    error: z.object({ code: z.string(), message: z.string() }).optional(),
  })
  .meta({ example: { response: 'The result is 45.', run_id: '0190…', conversation_id: '0190…', status: 'completed' } });

/** Follows a run to its end or to its wait for a person; undefined when the signal came first. */
const untilSettled = async (
  services: ApiServices,
  key: { readonly workspaceId: string; readonly runId: string },
  signal: AbortSignal,
): Promise<RunState | undefined> => {
  const state = emptyRunState();
  for await (const event of followRun(services, { ...key, afterSeq: 0 }, signal)) {
    applyRunEvent(state, event);
    if (state.end !== null || state.status === 'waiting') return state;
  }
  return undefined;
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
        body: ChatRequest,
        response: { 200: ChatAnswer, 202: ChatAnswer.describe('The run waits for a person.'), ...errorAnswers },
      },
    },
    async (request, reply) => {
      const { caller, context, services } = await open(request);
      const { message, model, agent_id: agent, conversation_id: conversationId } = request.body;
      const started = await caller.runs.start({
        message,
        ...(typeof model === 'string' && { model }),
        ...(typeof agent === 'string' && { agent }),
        ...(typeof conversationId === 'string' && { conversationId }),
      });
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const workspaceId = context.principal?.workspaceId ?? '';
      const signal = AbortSignal.any([gone.signal, services.stopping]);
      const state = await untilSettled(services, { workspaceId, runId: started.runId }, signal);
      if (!state) throw new AppError('server.stopping', 'The server is stopping; the run goes on when it is back.');
      const { runId: run_id, conversationId: conversation_id } = started;
      return reply.status(state.end ? 200 : 202).send({ ...toAnswer(state), run_id, conversation_id });
    },
  );
};
