import type { RestCall } from '../rest/rest-app.ts';
import { toErrorMessage } from './chat-socket.ts';
import type { JsonSocket, SocketProtocol } from './json-socket.ts';

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve());
    if (signal.aborted) resolve();
  });

/** `WS /ws/activity`: what agents of the workspace do, as it happens, until either side closes it. What is said to it is not needed. */
export const openActivitySocket = ({ services, principal }: RestCall, socket: JsonSocket): SocketProtocol => {
  const tell = async (): Promise<void> => {
    const stop = services.activityFeed.open(principal.workspaceId, (message) => socket.push(message));
    await untilAborted(socket.gone);
    stop();
  };
  void socket.work(tell);
  return { toErrorMessage, onMessage: async () => undefined };
};
