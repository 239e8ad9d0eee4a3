import { isRecord } from '../../fault.ts';

export const runViews = ['transcript', 'timeline', 'log'] as const;

/** The ways to look at a run. */
export type RunView = (typeof runViews)[number];

/** What the address of a run chooses. */
export interface RunSearch {
  /** Seq of the step that is open beside the view. */
  readonly step?: number;
  /** The transcript unless named. */
  readonly view?: RunView;
}

/** The choices in an address; whatever is not one is left out. */
export const parseRunSearch = (search: unknown): RunSearch => {
  if (!isRecord(search)) return {};
  const step = Number(search['step']);
  const view = runViews.find((one) => one === search['view']);
  return {
    ...(Number.isSafeInteger(step) && step > 0 && { step }),
    ...(view !== undefined && view !== 'transcript' && { view }),
  };
};
