import type { AgentSpec } from '@signalbox/contracts';

/** Why an agent takes no message now; null when it takes one, even if that has to wait. */
export const toWait = (whenBusy: AgentSpec['whenBusy'], isBusy: boolean): string | null =>
  isBusy && whenBusy === 'reject' ? 'It takes one message at a time: can be sent when this answer is there' : null;
