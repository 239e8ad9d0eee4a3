import { lazy, Suspense } from 'react';

import type { MergeDialogProps } from './merge-dialog.tsx';

const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeDialog }));

/** The dialog that merges an agent, whose code comes when it opens. */
export const MergeLayer = (props: MergeDialogProps) => (
  <Suspense>
    <MergeDialog {...props} />
  </Suspense>
);
