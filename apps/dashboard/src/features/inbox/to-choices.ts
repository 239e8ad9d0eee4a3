import type { Decision, InboxItem } from '@signalbox/contracts';

/** One way to decide about a call, and what comes of it. */
export interface DecisionChoice {
  readonly decision: Decision;
  readonly label: string;
  readonly consequence: string;
  /** Asked once more before it is done; null when it need not be. */
  readonly confirmation: { readonly title: string; readonly body: string } | null;
}

type Question = Pick<InboxItem, 'reason' | 'tool' | 'effect'>;

const toRunChoice = ({ reason, tool, effect }: Question): DecisionChoice => {
  const isUnknown = reason === 'unknown-outcome';
  const isWrite = effect === 'write';
  const twice = isUnknown && isWrite ? ' If it did happen, it happens a second time.' : '';
  return {
    decision: 'run',
    label: isUnknown ? 'It did not, run it now' : 'Run it now',
    consequence: `${tool} runs now with these arguments, then the agent goes on.${twice}`,
    confirmation: isWrite
      ? { title: `Run ${tool} now?`, body: `It acts for real, with the arguments that are shown.${twice}` }
      : null,
  };
};

/** The ways to decide about a call that waits, in words. */
export const toChoices = (question: Question): readonly DecisionChoice[] => {
  const happened: DecisionChoice = {
    decision: 'happened',
    label: 'It happened',
    consequence: 'The call counts as done and is not run again. The agent reads that it happened and goes on.',
    confirmation: null,
  };
  const stop: DecisionChoice = {
    decision: 'stop',
    label: 'Stop the run',
    consequence: 'The run ends as cancelled. What happened so far stays.',
    confirmation: null,
  };
  const first = question.reason === 'unknown-outcome' ? [happened] : [];
  return [...first, toRunChoice(question), stop];
};

/** What was decided, for a line. */
export const decidedWords = {
  happened: 'it happened',
  run: 'run it now',
  stop: 'stop the run',
} as const satisfies Record<Decision, string>;
