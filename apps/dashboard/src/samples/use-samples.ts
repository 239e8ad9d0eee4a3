import { toast } from '@signalbox/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { toFault } from '../fault.ts';
import { useTRPCClient } from '../trpc.ts';

/** Days that are filled. */
const days = 30;

/** Loads and removes the sample data, piece by piece; `progress` says how far that is, from 0 to 1, null while nothing goes on. */
export const useSamples = () => {
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<number | null>(null);
  const work = async (title: string, pieces: () => AsyncGenerator<number, void>): Promise<void> => {
    setProgress(0);
    try {
      for await (const share of pieces()) setProgress(share);
      toast({ title, tone: 'success' });
    } catch (error) {
      toast({ title: 'That did not work', body: toFault(error).message, tone: 'danger' });
    }
    setProgress(null);
    await queryClient.invalidateQueries();
  };
  const load = (): Promise<void> =>
    work('The sample data is there', async function* () {
      for (let day = 0; day < days; day += 1) {
        await client.samples.create.mutate({ days, day });
        yield (day + 1) / days;
      }
    });
  const remove = (): Promise<void> =>
    work('The sample data is gone', async function* () {
      let gone = 0;
      for (let isDone = false; !isDone;) {
        const piece = await client.samples.delete.mutate({});
        gone += piece.runs;
        ({ isDone } = piece);
        yield gone / Math.max(1, gone + piece.left);
      }
    });
  return { progress, load, remove };
};
