/** live: heard lately · reconnecting: silent for longer than a ping takes · lost: long enough to say so in words. */
export type ConnectionState = 'live' | 'reconnecting' | 'lost';

/** Whether the page is up to date, as a dot and a word. */
export const LiveDot = ({ state }: { readonly state: ConnectionState }) => (
  <span role="status" className="text-meta text-text-muted inline-flex items-center gap-1.5">
    <span
      aria-hidden
      className={`size-2 rounded-full ${state === 'live' ? 'bg-success' : 'border-warning border-2 bg-transparent'}`}
    />
    {state === 'live' ? 'Live' : 'Reconnecting'}
  </span>
);
