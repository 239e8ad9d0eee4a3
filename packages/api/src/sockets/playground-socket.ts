import { type AgentDetail, AppError, createStepReader, Id, type RunEvent, type StartedRun } from '@signalbox/contracts';
import { z } from 'zod';

import { toAgentId } from '../rest/agent-routes.ts';
import type { RestCall } from '../rest/rest-app.ts';
import { type AnswerItem, followAnswer } from '../runs/follow-answer.ts';
import { toRunFailure } from '../runs/to-run-failure.ts';
import { closeCodes, type JsonSocket, type SocketProtocol } from './json-socket.ts';
import { parseMessage } from './parse-message.ts';

/** Messages of one socket whose runs have not been told to their end. */
const maxPending = 8;

const UserMessage = z.strictObject({
  type: z.literal('user_message'),
  content: z.string(),
  conversation_id: Id.nullish(),
});

const toErrorMessage = ({ code, message, issues }: AppError): object => ({
  type: 'error',
  error: message,
  code,
  ...(issues.length > 0 && { issues }),
});

/** What the run's events and pieces of text are as messages of this protocol. */
const createTranslator = ({ runId, conversationId }: StartedRun): ((item: AnswerItem) => object | undefined) => {
  const readStep = createStepReader();
  let content = '';
  const toMessage = (event: RunEvent): object | undefined => {
    const step = readStep(event);
    if (step?.type === 'tool-call') {
      return { type: 'tool_use_start', tool_name: step.tool, tool_use_id: step.callId, input: step.arguments };
    }
    if (step?.type === 'tool-result') {
      const { tool, callId, outcome, text, durationMs } = step;
      const result = { outcome, text, duration_ms: durationMs };
      return { type: 'tool_use_complete', tool_name: tool, tool_use_id: callId, result };
    }
    if (event.type === 'approval-request') return { type: 'approval_required', message: event.payload.message };
    if (event.type !== 'run-end') return undefined;
    const failure = toRunFailure(event.payload);
    if (failure) throw failure;
    return { type: 'message_complete', message_id: runId, conversation_id: conversationId, content };
  };
  return (item) => {
    switch (item.type) {
      case 'event':
        return toMessage(item.event);
      case 'text':
        content += item.text;
        return { type: 'content_delta', delta: item.text };
      case 'restart':
        content = item.text;
        return { type: 'content_reset', content };
      case 'thought':
        return undefined;
    }
  };
};

const sendRun = async (call: RestCall, socket: JsonSocket, run: StartedRun): Promise<void> => {
  const { services, principal } = call;
  const { workspaceId } = principal;
  const translate = createTranslator(run);
  for await (const item of followAnswer(services, { workspaceId, runId: run.runId }, socket.gone)) {
    const message = translate(item);
    if (message) await socket.send(message);
  }
};

const loadAgent = async ({ caller }: RestCall, socket: JsonSocket, name: string): Promise<AgentDetail> => {
  const agent = await caller.agents.get({ agent: toAgentId(name) });
  await socket.send({ type: 'agent_loaded', agent_id: agent.id, name: agent.name, version: agent.version });
  return agent;
};

/**
 * `WS /playground/{agent_id}`: a conversation with one agent, text piece by piece. Messages may come while a run is under
 * way, as the agent takes them; their runs are told one after the other.
 */
export const openPlaygroundSocket = (call: RestCall, socket: JsonSocket, name: string): SocketProtocol => {
  const agent = loadAgent(call, socket, name);
  void socket
    .work(async () => void (await agent))
    .then(() => agent)
    .catch(() => socket.close(closeCodes.refused, 'The agent can’t be loaded.'));
  let conversation: string | undefined;
  let told: string | undefined;
  let pending = 0;
  let inOrder = Promise.resolve();
  const tell = async (run: StartedRun): Promise<void> => {
    const { conversationId } = run;
    if (told !== conversationId) await socket.send({ type: 'conversation_started', conversation_id: conversationId });
    told = conversationId;
    await sendRun(call, socket, run);
  };
  return {
    toErrorMessage,
    onMessage: async (bytes) => {
      const { content: message, conversation_id: asked } = parseMessage(bytes, UserMessage);
      if (pending >= maxPending) {
        throw new AppError('conversation.busy', `${maxPending} messages wait for their answers. Wait for one.`);
      }
      const conversationId = asked ?? conversation;
      const { id } = await agent;
      const place = { agent: id, ...(conversationId !== undefined && { conversationId }) };
      const run = await call.caller.runs.start({ ...place, message });
      conversation = run.conversationId;
      pending += 1;
      inOrder = inOrder.then(() => socket.work(() => tell(run))).finally(() => void (pending -= 1));
    },
  };
};
