import { useDeferredValue, useMemo, useState } from 'react';

import type { TranscriptItem } from '../../transcript/transcript-item.ts';
import { findInRun } from './find-in-run.ts';

export interface Find {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Hits in all, and the steps they are in. */
  readonly count: number;
  readonly steps: number;
  /** Which of the steps is shown, from 1; 0 while none is. */
  readonly at: number;
  readonly go: (by: 1 | -1) => void;
}

/** Finds a text in the steps of a run, and goes from one step that has it to the next. */
export const useFind = (items: readonly TranscriptItem[], onShow: (seq: number) => void): Find => {
  const [text, setText] = useState('');
  const [shownSeq, setShownSeq] = useState<number | null>(null);
  const wanted = useDeferredValue(text);
  const { seqs, count } = useMemo(() => findInRun(items, wanted), [items, wanted]);
  const at = shownSeq === null ? -1 : seqs.indexOf(shownSeq);
  const go = (by: 1 | -1): void => {
    if (seqs.length === 0) return;
    const from = at === -1 && by === -1 ? 0 : at;
    const seq = seqs[(from + by + seqs.length) % seqs.length];
    if (seq === undefined) return;
    setShownSeq(seq);
    onShow(seq);
  };
  const change = (next: string): void => {
    setText(next);
    setShownSeq(null);
  };
  return { text, setText: change, count, steps: seqs.length, at: at + 1, go };
};
