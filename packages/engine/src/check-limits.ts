import { formatDuration, type RunLimits, type RunState } from '@signalbox/contracts';

export interface LimitFault {
  readonly code: 'run.step-limit' | 'run.tool-call-limit' | 'run.time-limit' | 'run.cost-limit';
  readonly message: string;
}

/** When the run's time is over, in ms since the epoch: waiting for a person does not count. */
export const toDeadlineMs = (limits: RunLimits, state: RunState, nowMs: number): number =>
  (state.startedAt === null ? nowMs : Date.parse(state.startedAt)) + limits.wallTimeMs + state.waitedMs;

/** The fault of a run whose time is over. */
export const toTimeFault = (limits: RunLimits): LimitFault => ({
  code: 'run.time-limit',
  message: `Stopped at the time limit of ${formatDuration(limits.wallTimeMs)}.`,
});

/** The first limit that forbids the run another model call; undefined when none does. */
export const checkLimits = (limits: RunLimits, state: RunState, nowMs: number): LimitFault | undefined => {
  if (state.attempts >= limits.steps) {
    return { code: 'run.step-limit', message: `Stopped at the step limit of ${limits.steps}.` };
  }
  if (nowMs >= toDeadlineMs(limits, state, nowMs)) return toTimeFault(limits);
  if (limits.costNanoUsd !== null && state.costNanoUsd >= limits.costNanoUsd) {
    const limitUsd = (limits.costNanoUsd / 1e9).toFixed(2);
    return {
      code: 'run.cost-limit',
      message: `Stopped at the cost limit of $${limitUsd} after ${state.attempts} steps.`,
    };
  }
  return undefined;
};

/** The fault of a run that makes more tool calls with its newest turn than it may. */
export const checkToolCalls = (limits: RunLimits, toolCalls: number): LimitFault | undefined =>
  toolCalls > limits.toolCalls
    ? {
        code: 'run.tool-call-limit',
        message: `Stopped at the limit of ${limits.toolCalls} tool calls: the model asked for more.`,
      }
    : undefined;
