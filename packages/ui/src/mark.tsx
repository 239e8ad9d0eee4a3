interface MarkProps {
  readonly size?: 16 | 20 | 24 | 40;
  /** Level: an error, or no connection. Raised: all clear. */
  readonly arm?: 'raised' | 'level';
}

/** The mark of Signalbox, a semaphore signal on its tile. */
export const Mark = ({ size = 24, arm = 'raised' }: MarkProps) => (
  <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden className="shrink-0">
    <rect width="24" height="24" rx="6" className="fill-accent-fill" />
    <g className="fill-on-fill stroke-on-fill">
      <path d="M10 4v16" strokeWidth="2.5" strokeLinecap="round" />
      <path d={arm === 'raised' ? 'M10 10 19.5 5.5' : 'M10 9H20'} strokeWidth="4" />
      <circle cx="5.5" cy={arm === 'raised' ? 12 : 9} r="2.5" stroke="none" />
    </g>
  </svg>
);
