import { useNavigate } from '@tanstack/react-router';

import { useKeys } from '../../keyboard/use-keys.ts';
import type { HeldItem } from './hold-items.ts';

const toFocusedKey = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-question]')?.dataset['question'];

/** The keys of the inbox: j k to go through it, Enter to open the run. */
export const useInboxKeys = (held: readonly HeldItem[]): void => {
  const navigate = useNavigate();
  const toIndex = (): number => {
    const key = toFocusedKey();
    return held.findIndex((one) => one.key === key);
  };
  const go = (step: 1 | -1): void => {
    const next = held[Math.max(0, toIndex() + step)];
    const element = next && document.querySelector<HTMLElement>(`[data-question="${next.key}"]`);
    element?.focus();
    element?.scrollIntoView({ block: 'nearest' });
  };
  const open = (): void => {
    const item = held[toIndex()]?.item;
    if (item) void navigate({ to: '/runs/$runId', params: { runId: item.run.id }, search: { step: item.callSeq } });
  };
  useKeys({
    j: { label: 'Next question', run: () => go(1) },
    k: { label: 'Previous question', run: () => go(-1) },
    Enter: { label: 'Open the run', run: open },
  });
};
