import type { StartedRun, StartRunInput } from '@signalbox/contracts';
import { createContext, useContext } from 'react';

/** A message and where in which conversation it goes; without one, it begins one. */
export type ChatMessage = Pick<StartRunInput, 'message' | 'conversationId' | 'previousRunId'>;

/** What the page around a chat does for it. */
export interface ChatPort {
  /** Begins a run with the message. The page adds whom it asks and with what: agent, version, model, variables … */
  readonly startRun: (message: ChatMessage) => Promise<StartedRun>;
  /** Shows a run of the conversation: one that has just begun, or another branch. */
  readonly showRun: (run: StartedRun) => Promise<void> | void;
}

export const ChatContext = createContext<ChatPort | null>(null);

/** What the page around this chat does for it. */
export const useChatPort = (): ChatPort => {
  const port = useContext(ChatContext);
  if (!port) throw new Error('useChatPort needs the ChatContext around it');
  return port;
};
