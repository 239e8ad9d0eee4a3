import type { RunEvent } from '@signalbox/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { useKeys } from '../../keyboard/use-keys.ts';
import type { TranscriptItem } from '../../transcript/transcript-item.ts';
import { findEndingStep } from './find-ending-step.ts';
import { runViews, type RunSearch, type RunView } from './parse-run-search.ts';
import { toTimeline } from './to-timeline.ts';
import type { Reveal } from './transcript-view.tsx';

interface NavigationOptions {
  readonly runId: string;
  readonly search: RunSearch;
  readonly items: readonly TranscriptItem[];
  readonly events: readonly RunEvent[];
}

const listSeqs = (view: RunView, { items, events }: NavigationOptions): readonly number[] => {
  if (view === 'log') return events.map(({ seq }) => seq);
  return view === 'timeline' ? toTimeline(events).map(({ seq }) => seq) : items.map(({ seq }) => seq);
};

/** The neighbour of a step among those of a view; the first or last when none is chosen. */
const toNeighbour = (seqs: readonly number[], from: number | null, by: 1 | -1): number | undefined => {
  if (from === null) return by === 1 ? seqs[0] : seqs.at(-1);
  return by === 1 ? seqs.find((seq) => seq > from) : seqs.findLast((seq) => seq < from);
};

/** Which step of a run is chosen and which is open, and how one gets to others; the address says what is open. */
export const useRunNavigation = (options: NavigationOptions) => {
  const { runId, search, events } = options;
  const { step, view = 'transcript' } = search;
  const navigate = useNavigate();
  const [cursor, setCursor] = useState(() => step ?? findEndingStep(events));
  const [reveal, setReveal] = useState<Reveal | null>(() => (cursor === null ? null : { seq: cursor }));

  const open = (next: RunSearch): void =>
    void navigate({ to: '/runs/$runId', params: { runId }, search: next, replace: true, resetScroll: false });
  const showView = (next: RunView): void =>
    open({ ...(step !== undefined && { step }), ...(next !== 'transcript' && { view: next }) });
  const openStep = (seq: number): void => {
    setCursor(seq);
    open({ ...search, step: seq });
  };
  const go = (by: 1 | -1): void => {
    const seq = toNeighbour(listSeqs(view, options), step ?? cursor, by);
    if (seq === undefined) return;
    setReveal({ seq });
    setCursor(seq);
    if (step !== undefined) openStep(seq);
  };
  const showHit = (seq: number): void => {
    setCursor(seq);
    setReveal({ seq, isUnfolded: true });
    if (view !== 'transcript') showView('transcript');
  };
  useKeys({
    j: { label: 'Next step', run: () => go(1) },
    k: { label: 'Previous step', run: () => go(-1) },
    Enter: { label: 'Open the step', run: () => cursor !== null && openStep(cursor) },
    ...Object.fromEntries(
      runViews.map((one, index) => [String(index + 1), { label: `Show the ${one}`, run: () => showView(one) }]),
    ),
  });
  return {
    view,
    selectedSeq: step ?? cursor,
    reveal,
    showView,
    openStep,
    reopen: (seq: number): void => {
      setReveal({ seq });
      openStep(seq);
    },
    close: (): void => open(view === 'transcript' ? {} : { view }),
    go,
    showHit,
  };
};
