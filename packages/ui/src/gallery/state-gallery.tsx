import { Inbox } from 'lucide-react';

import { Button } from '../button.tsx';
import { EmptyState } from '../empty-state.tsx';
import { FaultBox } from '../fault-box.tsx';
import { ProgressBar } from '../progress-bar.tsx';
import { ProgressLine } from '../progress-line.tsx';
import { Skeleton } from '../skeleton.tsx';
import { GalleryGroup, GalleryRow } from './gallery-group.tsx';

/** What stands there when there is nothing, not yet or not any more. */
export const StateGallery = () => (
  <GalleryGroup title="States">
    <div className="border-border bg-surface rounded-card border">
      <EmptyState
        icon={Inbox}
        title="No runs yet"
        body="Ask an agent something, or report one from your code."
        actions={
          <>
            <Button kind="primary">Open Playground</Button>
            <Button>Show snippet</Button>
          </>
        }
      />
    </div>
    <FaultBox
      fault={{
        code: 'provider.refused',
        message: 'Anthropic refused the key (401). Nothing was charged.',
        requestId: 'r1',
      }}
      onRetry={() => {}}
    />
    <div className="border-border bg-surface rounded-card overflow-hidden border">
      <ProgressLine isActive />
      <p className="p-3">A list that is fetched anew keeps what it shows.</p>
    </div>
    <div className="border-border bg-surface rounded-card border p-3">
      <ProgressBar label="Reading pages" fraction={0.4} />
    </div>
    <GalleryRow title="Skeleton">
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-24 w-48" />
    </GalleryRow>
  </GalleryGroup>
);
