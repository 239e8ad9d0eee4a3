import { Skeleton } from '@signalbox/ui';

const rows = 6;

/** A list in a card while it loads: the places of its rows. */
export const LoadingRows = () => (
  <div aria-busy className="rounded-card border-border bg-surface border">
    {Array.from({ length: rows }, (_, at) => (
      <div key={at} className="border-border flex h-14 items-center gap-4 border-b px-4 last:border-b-0 md:h-9">
        <Skeleton className="h-4 w-48 shrink" />
        <Skeleton className="ml-auto h-4 w-10 shrink-0" />
      </div>
    ))}
  </div>
);
