import { type FormEvent, useState } from 'react';

import { toFault } from '../../../fault.ts';
import { toIssues } from '../../../to-issues.ts';
import { findKeyFaults, type KeyDraft, toKeyFaults } from './key-draft.ts';

/** What a form of a key keeps: the draft, and what is wrong in it once it was sent. */
export const useKeyForm = (
  initial: KeyDraft,
  send: { readonly error: unknown; readonly isPending: boolean; readonly reset: () => void },
) => {
  const [draft, setDraft] = useState(initial);
  /** When it was sent last; null before. */
  const [sentMs, setSentMs] = useState<number | null>(null);
  const refused = toKeyFaults(toIssues(send.error));
  const isAtField = Object.keys(refused).length > 0;
  return {
    draft,
    faults: { ...refused, ...(sentMs !== null && findKeyFaults(draft, sentMs)) },
    /** What was refused and belongs to no field. */
    fault: send.error === null || isAtField ? null : toFault(send.error),
    onChange: (change: Partial<KeyDraft>): void => {
      setDraft({ ...draft, ...change });
      send.reset();
    },
    /** Sends the draft when nothing is wrong with it. */
    onSubmit:
      (submit: (nowMs: number) => void) =>
      (event: FormEvent): void => {
        event.preventDefault();
        const nowMs = Date.now();
        setSentMs(nowMs);
        if (!send.isPending && Object.keys(findKeyFaults(draft, nowMs)).length === 0) submit(nowMs);
      },
  };
};
