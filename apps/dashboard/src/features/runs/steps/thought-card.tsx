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
      <details className="group rounded-card border border-border bg-surface">
        <summary className="flex min-h-9 items-center gap-2 rounded-card px-3 py-2 hover:bg-hover pointer-coarse:min-h-11">
          <Icon of={Brain} className="text-text-muted" />
          <span className="shrink-0 font-medium text-text-muted">Thought for {formatDuration(durationMs)}</span>
          <span className="min-w-0 flex-1 truncate text-text-muted group-open:invisible">{reasoning.split('\n')[0]}</span>
          <Icon of={ChevronRight} className="text-text-muted group-open:rotate-90" />
        </summary>
        <FoldedText text={reasoning} className="px-3 pt-1 pb-3 text-prose text-text-muted" />
      </details>
    )}
    {spoken !== '' && <FoldedText text={spoken} className="px-1 text-prose" />}
  </div>
);
