import { Skeleton } from '@signalbox/ui';

/** Stands where a conversation will, until it is there. */
export const LoadingChat = () => (
  <div aria-busy className="mx-auto flex w-full max-w-[760px] flex-col gap-3 p-5">
    <Skeleton className="ml-auto h-10 w-64 max-w-full" />
    <Skeleton className="ml-7 h-9" />
    <Skeleton className="ml-7 h-24" />
    <Skeleton className="ml-7 h-24" />
  </div>
);
