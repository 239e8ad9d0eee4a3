import type { ConnectionState } from '../connection/to-connection-state.ts';

/** Whether the page is up to date, as a dot and a word. */
export const LiveDot = ({ state }: { readonly state: ConnectionState }) => (
  <span role="status" className="inline-flex items-center gap-1.5 text-meta text-text-muted">
    <span
      aria-hidden
      className={`size-2 rounded-full ${state === 'live' ? 'bg-success' : 'border-2 border-warning bg-transparent'}`}
    />
    {state === 'live' ? 'Live' : 'Reconnecting'}
  </span>
);
