import type { ReactNode } from 'react';

/** A line across with a few words in its middle. */
export const Hairline = ({ children }: { readonly children: ReactNode }) => (
  <div className="text-meta text-text-muted flex items-center gap-3 py-1">
    <span aria-hidden className="bg-border h-px min-w-4 flex-1" />
    <span className="flex min-w-0 flex-wrap items-center justify-center gap-x-2 gap-y-1 text-center tabular-nums">
      {children}
    </span>
    <span aria-hidden className="bg-border h-px min-w-4 flex-1" />
  </div>
);
