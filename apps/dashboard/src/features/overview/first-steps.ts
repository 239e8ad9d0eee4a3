import { readStored, writeStored } from '../../stored.ts';

const key = 'signalbox.first-steps';

/** What somebody new does first, in this order. */
export const firstSteps = ['ask', 'inspect', 'tools', 'code'] as const;
export type FirstStep = (typeof firstSteps)[number];

export interface FirstSteps {
  readonly done: ReadonlySet<FirstStep>;
  readonly isClosed: boolean;
}

const closed = 'closed';

/** What this browser remembers of the first steps. */
export const parseFirstSteps = (stored: string | null): FirstSteps => {
  const words = (stored ?? '').split(' ');
  return { done: new Set(firstSteps.filter((step) => words.includes(step))), isClosed: words.includes(closed) };
};

export const printFirstSteps = ({ done, isClosed }: FirstSteps): string =>
  [...firstSteps.filter((step) => done.has(step)), ...(isClosed ? [closed] : [])].join(' ');

export const readFirstSteps = (): FirstSteps => parseFirstSteps(readStored(key));
export const writeFirstSteps = (steps: FirstSteps): void => writeStored(key, printFirstSteps(steps));
