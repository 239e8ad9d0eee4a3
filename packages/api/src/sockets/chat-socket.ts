import { AppError, createStepReader, type StartedRun } from '@signalbox/contracts';

import { ChatRequest, toStartInput } from '../rest/chat-routes.ts';
import type { RestCall } from '../rest/rest-app.ts';
import { toStepContent } from '../rest/rest-shapes.ts';
import { followRun } from '../runs/follow-run.ts';
import { toRunFailure } from '../runs/to-run-failure.ts';
import { closeCodes, type JsonSocket, type SocketProtocol } from './json-socket.ts';
import { parseMessage } from './parse-message.ts';

/** A failure as a message of type `error`. */
export const toErrorMessage = ({ code, message, issues }: AppError): object => ({
  type: 'error',
  message,
  code,
  ...(issues.length > 0 && { issues }),
});

const sendSteps = async (call: RestCall, socket: JsonSocket, { runId, conversationId }: StartedRun): Promise<void> => {
  const { services, principal } = call;
  const { workspaceId } = principal;
  const readStep = createStepReader();
  for await (const event of followRun(services, { workspaceId, runId, afterSeq: 0 }, socket.gone)) {
    const step = readStep(event);
    const place = step?.type === 'user-request' && { run_id: runId, conversation_id: conversationId };
    if (step) await socket.send({ ...toStepContent(step), ...place });
    if (event.type === 'approval-request') {
      await socket.send({ type: 'approval-request', content: event.payload.message });
    }
    const failure = event.type === 'run-end' ? toRunFailure(event.payload) : undefined;
    if (failure) throw failure;
  }
};

/** `WS /ws/chat`: takes one message, sends the steps of its run as they happen, and closes. */
export const openChatSocket = (call: RestCall, socket: JsonSocket): SocketProtocol => {
  let isAsked = false;
  const end = (): void => socket.close(closeCodes.done, '');
  return {
    toErrorMessage,
    onMessage: async (bytes) => {
      if (isAsked)
        throw new AppError('conversation.busy', 'A socket takes one message. Open another one for the next.');
      isAsked = true;
      try {
        const input = toStartInput(parseMessage(bytes, ChatRequest));
        const started = await call.services.runQueue.startPromptly(() => call.caller.runs.start(input));
        void socket.work(() => sendSteps(call, socket, started)).finally(end);
      } catch (error) {
        void socket.work(() => Promise.reject(error)).finally(end);
      }
    },
  };
};
