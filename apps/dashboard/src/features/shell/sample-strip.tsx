import { Button, ConfirmDialog } from '@signalbox/ui';
import { useState } from 'react';

import { useSamples } from '../../samples/use-samples.ts';
import { useRefusal } from '../../viewer/viewer-context.ts';

/** Says on every page that sample data is among what is shown, and takes it away. */
export const SampleStrip = () => {
  const [isAsking, setIsAsking] = useState(false);
  const { progress, remove } = useSamples();
  const refusal = useRefusal('workspace:update');
  return (
    <div
      role="status"
      className="border-border bg-sunken text-text-muted flex min-h-8 shrink-0 items-center gap-3 border-b px-4 py-1"
    >
      <span className="min-w-0 truncate">Sample data is among what you see.</span>
      <Button
        size="small"
        className="ml-auto shrink-0"
        isBusy={progress !== null}
        disabled={refusal !== null}
        title={refusal ?? undefined}
        onClick={() => setIsAsking(true)}
      >
        {progress === null ? 'Remove' : `Removing, ${Math.round(100 * progress)} %`}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="Remove the sample data?"
        body="Five sample agents go with their runs, and the figures forget them. What is yours stays."
        confirm="Remove sample data"
        onClose={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false);
          void remove();
        }}
      />
    </div>
  );
};
