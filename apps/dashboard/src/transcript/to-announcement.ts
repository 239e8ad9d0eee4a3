import { toBlockText, type RunEvent } from '@signalbox/contracts';

/** What a screen reader says of a finished step; null for what is not announced. */
export const toAnnouncement = (event: RunEvent, toolOfCall: (callId: string) => string): string | null => {
  switch (event.type) {
    case 'agent-thought':
      return `Thought: ${toBlockText(event.payload.blocks, 'thinking') || toBlockText(event.payload.blocks, 'text')}`;
    case 'tool-result':
      return `${toolOfCall(event.payload.callId)}: ${event.payload.outcome}`;
    case 'agent-response':
      return `Answer: ${toBlockText(event.payload.blocks, 'text') || toBlockText(event.payload.blocks, 'refusal')}`;
    case 'approval-request':
      return `${toolOfCall(event.payload.callId)} waits for your decision. ${event.payload.message}`;
    case 'run-end':
      return `Run ${event.payload.status}. ${event.payload.error?.message ?? ''}`.trim();
    case 'user-request':
    case 'model-call-start':
    case 'tool-call':
    case 'tool-start':
    case 'model-call-end':
    case 'model-call-discard':
    case 'approval-decision':
    case 'run-resume':
      return null;
  }
};
