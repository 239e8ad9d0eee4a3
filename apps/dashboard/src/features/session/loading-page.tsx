import { Skeleton } from '@signalbox/ui';

/** The frame of every page, before it is known who looks. */
export const LoadingPage = () => (
  <div aria-busy className="flex h-dvh flex-col md:flex-row">
    <div className="border-border bg-surface flex h-12 shrink-0 gap-2 border-b p-3 md:h-full md:w-56 md:flex-col md:border-r md:border-b-0">
      <Skeleton className="h-6 w-32" />
      <Skeleton className="mt-2 hidden h-8 md:block" />
      <Skeleton className="mt-2 hidden h-44 md:block" />
    </div>
    <div className="flex min-h-0 flex-1 flex-col gap-4 p-3 md:p-5">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="min-h-0 flex-1" />
    </div>
  </div>
);
