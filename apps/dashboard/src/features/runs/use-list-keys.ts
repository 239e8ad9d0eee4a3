import type { Run } from '@signalbox/contracts';
import { useRef } from 'react';

import { useKeys } from '../../keyboard/use-keys.ts';
import type { ListActions, ListChoice } from './list-actions.ts';

interface ListKeysOptions {
  readonly runs: readonly Run[];
  readonly choice: ListChoice;
  readonly actions: ListActions;
  readonly onClosePeek: () => void;
}

const findRow = (runId: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-run="${runId}"]`);

const focusRow = (run: Run): boolean => {
  const row = findRow(run.id);
  const target = row?.tabIndex === 0 ? row : row?.querySelector('a');
  target?.focus();
  row?.scrollIntoView({ block: 'nearest' });
  return row !== null;
};

/** Focuses a row of a long list that is out of sight, and therefore not drawn: scrolls there first. */
const revealRow = (run: Run, at: number): void => {
  const row = document.querySelector<HTMLElement>('[data-run]');
  row?.closest('[data-scroll-restoration-id]')?.scrollTo({ top: at * row.offsetHeight });
  requestAnimationFrame(() => requestAnimationFrame(() => void focusRow(run)));
};

const toFocusedId = (): string | null =>
  document.activeElement?.closest<HTMLElement>('[data-run]')?.dataset['run'] ?? null;

/** The keys of a list of runs: j k to go through it, Space to peek, x to select, [ ] for the peeked run's neighbours. */
export const useListKeys = ({ runs, choice, actions, onClosePeek }: ListKeysOptions): void => {
  const { peekedId, checkedIds } = choice;
  // a row that was scrolled out of sight loses the focus, and is still the one to go on from
  const lastId = useRef<string>(undefined);
  const toCurrent = (): Run | undefined => {
    const id = toFocusedId() ?? lastId.current ?? peekedId;
    return runs.find((run) => run.id === id);
  };
  const goTo = (run: Run): void => {
    lastId.current = run.id;
    if (!focusRow(run)) revealRow(run, runs.indexOf(run));
  };
  const toNeighbour = (from: Run | undefined, step: 1 | -1): Run | undefined =>
    runs[Math.max(0, from ? runs.indexOf(from) + step : 0)];
  const go = (step: 1 | -1): void => {
    const next = toNeighbour(toCurrent(), step);
    if (!next) return;
    goTo(next);
    if (peekedId !== null) actions.onPeek(next);
  };
  const goPeeked = (step: 1 | -1): void => {
    const peeked = runs.find((run) => run.id === peekedId);
    const next = peeked && toNeighbour(peeked, step);
    if (!next) return;
    goTo(next);
    actions.onPeek(next);
  };
  const withCurrent = (act: (run: Run) => void) => (): void => {
    const run = toCurrent();
    if (run) act(run);
  };
  useKeys({
    j: { label: 'Next run', run: () => go(1) },
    k: { label: 'Previous run', run: () => go(-1) },
    Enter: { label: 'Open the run', run: withCurrent(actions.onOpen) },
    Space: {
      label: 'Peek at the run',
      run: withCurrent((run) => (run.id === peekedId ? onClosePeek() : actions.onPeek(run))),
    },
    x: { label: 'Select the run', run: withCurrent((run) => actions.onCheck(run, !checkedIds.has(run.id))) },
    '[': { label: 'Peek at the previous run', run: () => goPeeked(-1) },
    ']': { label: 'Peek at the next run', run: () => goPeeked(1) },
  });
};
