import { type ChatMessage, useChatPort } from './chat-context.ts';
import { useShowStarted } from './use-show-started.ts';

/** Sends a message of this chat and resolves when its run is shown; rejects with what refused it. */
export const useSend = (): ((message: ChatMessage) => Promise<void>) => {
  const { startRun } = useChatPort();
  const showStarted = useShowStarted();
  return async (message) => showStarted(await startRun(message));
};
