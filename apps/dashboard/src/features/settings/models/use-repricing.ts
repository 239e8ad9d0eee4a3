import { addRepriced, noneRepriced, type Repriced, type RepriceInput } from '@signalbox/contracts';
import type { Fault } from '@signalbox/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { toFault } from '../../../fault.ts';
import { useTRPCClient } from '../../../trpc.ts';

/** A preview of a repricing, or the repricing itself, as far as it is. */
export interface RepricingWork {
  readonly isStored: boolean;
  /** `stopping`: until the piece that is under way is done. */
  readonly state: 'running' | 'stopping' | 'stopped' | 'done';
  readonly repriced: Repriced;
  /** Where it goes on. */
  readonly cursor: string | null;
  /** What it stopped with. */
  readonly fault: Fault | null;
}

/** Reprices past runs piece by piece, or tells what that would change, until it is done or stopped. */
export const useRepricing = () => {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [work, setWork] = useState<RepricingWork | null>(null);
  const current = useRef({ isStopped: false });
  useEffect(
    () => () => {
      // the server works for as long as somebody asks for the next piece
      current.current.isStopped = true;
    },
    [],
  );

  const run = async (choice: RepriceInput, isStored: boolean, begun?: RepricingWork): Promise<void> => {
    const own = { isStopped: false };
    current.current = own;
    let { repriced, cursor } = begun ?? { repriced: noneRepriced, cursor: null };
    const show = (state: RepricingWork['state'], fault: Fault | null = null): void =>
      setWork({ isStored, state, repriced, cursor, fault });
    show('running');
    try {
      do {
        const input: RepriceInput = { ...choice, ...(cursor !== null && { cursor }) };
        const piece = isStored
          ? await client.prices.updateRunCosts.mutate(input)
          : await client.prices.summarizeRunCosts.query(input);
        repriced = addRepriced(repriced, piece);
        ({ cursor } = piece);
        show(cursor === null ? 'done' : own.isStopped ? 'stopped' : 'running');
      } while (cursor !== null && !own.isStopped);
    } catch (error) {
      show('stopped', toFault(error));
    }
    if (isStored) await queryClient.invalidateQueries();
  };

  return {
    work,
    preview: (choice: RepriceInput) => void run(choice, false),
    store: (choice: RepriceInput) => void run(choice, true),
    goOn: (choice: RepriceInput) => void (work && run(choice, work.isStored, work)),
    stop: () => {
      current.current.isStopped = true;
      setWork((now) => now && { ...now, state: 'stopping' });
    },
    /** What was chosen is another: nothing is known of it yet. */
    reset: () => setWork(null),
  };
};
