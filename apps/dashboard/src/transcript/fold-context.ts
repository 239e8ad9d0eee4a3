import { createContext, useContext, useState } from 'react';

/** What was unfolded in a transcript: a step that scrolled away comes back as it was. */
export interface Folds {
  readonly known: Map<string, boolean>;
  /** The step of which everything is open, because something in it was found. */
  readonly unfoldedSeq: number | null;
}

export const FoldContext = createContext<Folds | null>(null);
export const StepContext = createContext(0);

/** Whether a part of the step is open, and how to open or close it; kept while the transcript is there. */
export const useFold = (part: string, isOpenAtFirst = false): readonly [boolean, (isOpen: boolean) => void] => {
  const folds = useContext(FoldContext);
  const seq = useContext(StepContext);
  const key = `${seq} ${part}`;
  const [isOpen, setIsOpen] = useState(() => folds?.known.get(key) ?? isOpenAtFirst);
  const change = (next: boolean): void => {
    folds?.known.set(key, next);
    setIsOpen(next);
  };
  return [isOpen || (folds !== null && folds.unfoldedSeq === seq), change];
};
