import { Brain, ChevronRight } from 'lucide-react';

import { formatDuration } from '../../../formats/format-duration.ts';
import { FoldedText } from '../../../ui/folded-text.tsx';
import { Icon } from '../../../ui/icon.tsx';

interface ThoughtCardProps {
  readonly reasoning: string;
  readonly spoken: string;
  readonly durationMs: number;
}

/** What the model thought, folded to its first line; what it said before a tool stays open below. */
export const ThoughtCard = ({ reasoning, spoken, durationMs }: ThoughtCardProps) => (
  <div className="flex flex-col gap-2">
    {reasoning !== '' && (
      <details className="group rounded-card border-border bg-surface border">
        <summary className="rounded-card hover:bg-hover flex min-h-9 items-center gap-2 px-3 py-2 pointer-coarse:min-h-11">
          <Icon of={Brain} className="text-text-muted" />
          <span className="text-text-muted shrink-0 font-medium">Thought for {formatDuration(durationMs)}</span>
          <span className="text-text-muted min-w-0 flex-1 truncate group-open:invisible">
            {reasoning.split('\n')[0]}
          </span>
          <Icon of={ChevronRight} className="text-text-muted group-open:rotate-90" />
        </summary>
        <FoldedText text={reasoning} className="text-prose text-text-muted px-3 pt-1 pb-3" />
      </details>
    )}
    {spoken !== '' && <FoldedText text={spoken} className="text-prose px-1" />}
  </div>
);
