import type { Decision } from '@signalbox/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { toFault } from '../../fault.ts';
import { useTRPC } from '../../trpc.ts';
import { DecidedLine } from './decided-line.tsx';
import type { HeldItem } from './hold-items.ts';
import { InboxCard } from './inbox-card.tsx';

interface InboxEntryProps {
  readonly held: HeldItem;
}

/** The call does not wait any more: somebody was quicker. */
const lateCodes: readonly string[] = ['run.not-waiting', 'run.ended', 'run.not-found'];

/** Decides about one call: the decision shows at once, and the card comes back when the server did not take it. */
const useDecision = ({ item: { run, callId } }: HeldItem) => {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [decision, setDecision] = useState<Decision | null>(null);
  const decide = useMutation(
    trpc.runs.decide.mutationOptions({
      onError: () => setDecision(null),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.inbox.pathKey() }),
    }),
  );
  const fault = decide.error ? toFault(decide.error) : null;
  const isLate = fault !== null && lateCodes.includes(fault.code);
  const choose = (chosen: Decision, note: string): void => {
    setDecision(chosen);
    decide.mutate({ runId: run.id, callId, decision: chosen, ...(note.trim() !== '' && { note: note.trim() }) });
  };
  return { decision, fault: isLate ? null : fault, isLate, choose };
};

/** A question of the inbox: its card while it waits, then a line. */
export const InboxEntry = ({ held }: InboxEntryProps) => {
  const { decision, fault, isLate, choose } = useDecision(held);
  const [note, setNote] = useState('');
  const isOpen = held.isWaiting && decision === null && !isLate;
  return (
    <li data-question={held.key} tabIndex={-1} className="rounded-card">
      {isOpen ? (
        <InboxCard
          item={held.item}
          note={note}
          fault={fault}
          onNote={setNote}
          onChoose={(choice) => choose(choice.decision, note)}
        />
      ) : (
        <DecidedLine item={held.item} decision={decision} />
      )}
    </li>
  );
};
