import type { RunEvent } from '@signalbox/contracts';

const titles: Record<RunEvent['type'], string> = {
  'user-request': 'Request',
  'model-call-start': 'Model call',
  'agent-thought': 'Thought',
  'tool-call': 'Tool call',
  'tool-start': 'Tool started',
  'tool-result': 'Tool result',
  'model-call-end': 'Model call ended',
  'model-call-discard': 'Attempt thrown away',
  'agent-response': 'Answer',
  'approval-request': 'Question to a person',
  'approval-decision': 'Decision',
  'run-resume': 'Resumed',
  'run-end': 'End',
};

/** What a step is called: `Step 12 · Tool call`. */
export const toStepTitle = ({ seq, type }: RunEvent): string => `Step ${seq} · ${titles[type]}`;
