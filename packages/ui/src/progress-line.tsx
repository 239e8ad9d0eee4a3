/** A 2 px line at the top of its region while something is fetched anew; shows itself only after 400 ms. */
export const ProgressLine = ({ isActive }: { readonly isActive: boolean }) => (
  <div role="status" className="pointer-events-none relative h-0">
    {isActive && (
      <div className="progress-line absolute inset-x-0 top-0 z-10 h-0.5 overflow-hidden">
        <div className="progress-line-bar bg-accent h-full w-1/3" />
        <span className="sr-only">Refreshing</span>
      </div>
    )}
  </div>
);
