import { Skeleton } from '@signalbox/ui';

const rows = 12;

/** The list while its first page loads: the places of its rows. */
export const RunsLoading = () => (
  <div aria-busy className="flex flex-col">
    <div className="border-border h-8 border-b" />
    {Array.from({ length: rows }, (_, at) => (
      <div key={at} className="border-border flex h-14 items-center gap-4 border-b px-4 md:h-9">
        <Skeleton className="h-4 w-20 shrink-0" />
        <Skeleton className="hidden h-4 w-28 shrink-0 md:block" />
        <Skeleton className="h-4 flex-1" />
        <Skeleton className="h-4 w-16 shrink-0" />
        <Skeleton className="hidden h-4 w-16 shrink-0 md:block" />
      </div>
    ))}
  </div>
);
