import { cn, Icon } from '@signalbox/ui';
import { Brain, ChevronRight } from 'lucide-react';

import { formatDuration } from '../../formats/format-duration.ts';
import { useFold } from '../fold-context.ts';
import { LongText } from '../long-text.tsx';

interface ThoughtCardProps {
  readonly reasoning: string;
  readonly spoken: string;
  /** Null while it thinks: then it stands open and grows. */
  readonly durationMs: number | null;
}

const GrowingThought = ({ reasoning }: { readonly reasoning: string }) => (
  <div className="rounded-card border-border bg-surface border">
    <p className="text-text-muted flex min-h-9 items-center gap-2 px-3 py-2 font-medium">
      <Icon of={Brain} />
      Thinking
    </p>
    <p className="text-prose text-text-muted px-3 pb-3 break-words whitespace-pre-wrap">{reasoning}</p>
  </div>
);

const FoldedThought = ({ reasoning, durationMs }: { readonly reasoning: string; readonly durationMs: number }) => {
  const [isOpen, setIsOpen] = useFold('thought');
  return (
    <div className="rounded-card border-border bg-surface border">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="rounded-card hover:bg-hover text-text-muted flex min-h-9 w-full items-center gap-2 px-3 py-2 text-left pointer-coarse:min-h-11"
      >
        <Icon of={Brain} />
        <span className="shrink-0 font-medium">Thought for {formatDuration(durationMs)}</span>
        <span className="min-w-0 flex-1 truncate">{!isOpen && reasoning.split('\n')[0]}</span>
        <Icon of={ChevronRight} className={isOpen ? 'rotate-90' : ''} />
      </button>
      {isOpen && (
        <div className="px-3 pt-1 pb-3">
          <LongText text={reasoning} className="text-prose text-text-muted" />
        </div>
      )}
    </div>
  );
};

/** What the model thought, folded to its first line once it is done; what it said before a tool stays open below. */
export const ThoughtCard = ({ reasoning, spoken, durationMs }: ThoughtCardProps) => (
  <div className="flex flex-col gap-2">
    {reasoning !== '' &&
      (durationMs === null ? (
        <GrowingThought reasoning={reasoning} />
      ) : (
        <FoldedThought reasoning={reasoning} durationMs={durationMs} />
      ))}
    {spoken !== '' && (
      <LongText text={spoken} part="spoken" className={cn('text-prose px-1', reasoning === '' && 'pt-2')} />
    )}
  </div>
);
