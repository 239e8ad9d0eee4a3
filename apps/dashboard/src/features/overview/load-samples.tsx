import { Button } from '@signalbox/ui';
import { useQuery } from '@tanstack/react-query';

import { useSamples } from '../../samples/use-samples.ts';
import { useTRPC } from '../../trpc.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';

/** Fills the product with a month to look around in; absent when it is there, or when the viewer may not. */
export const LoadSamples = () => {
  const trpc = useTRPC();
  const workspace = useQuery(trpc.workspace.get.queryOptions({}));
  const { progress, load } = useSamples();
  const refusal = useRefusal('workspace:update');
  if (refusal !== null || !workspace.data || (workspace.data.hasSampleData && progress === null)) return null;
  return (
    <Button size="small" isBusy={progress !== null} onClick={() => void load()}>
      {progress === null ? 'Load sample data' : `Loading, ${Math.round(100 * progress)} %`}
    </Button>
  );
};
