import type { Decision, InboxItem } from '@signalbox/contracts';
import { Icon, linkClass } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleMinus } from 'lucide-react';
import { useEffect, useRef } from 'react';

import { decidedWords } from './to-choices.ts';

interface DecidedLineProps {
  readonly item: InboxItem;
  /** What the viewer decided; null when somebody else did, or the run ended. */
  readonly decision: Decision | null;
}

/** In place of a card, once it is decided. */
export const DecidedLine = ({ item: { tool, run, callSeq }, decision }: DecidedLineProps) => {
  const line = useRef<HTMLParagraphElement>(null);
  const isOwn = decision !== null;
  // the button that was pressed is gone: the focus stays where it was
  useEffect(() => {
    if (isOwn) line.current?.focus();
  }, [isOwn]);
  return (
    <p
      ref={line}
      tabIndex={-1}
      role="status"
      className="rounded-card border-border bg-surface text-text-muted flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border px-3 py-2"
    >
      <Icon of={isOwn ? CircleCheck : CircleMinus} className={isOwn ? 'text-success' : 'text-neutral'} />
      <span className="text-text font-medium break-all">{tool}</span>
      <span>by {run.agentName}</span>
      <span aria-hidden>·</span>
      <span>{isOwn ? `You decided: ${decidedWords[decision]}` : 'Somebody decided already, or the run ended'}</span>
      <Link
        to="/runs/$runId"
        params={{ runId: run.id }}
        search={{ step: callSeq }}
        className={`${linkClass} ml-auto inline-flex items-center pointer-coarse:min-h-11`}
      >
        Open run
      </Link>
    </p>
  );
};
