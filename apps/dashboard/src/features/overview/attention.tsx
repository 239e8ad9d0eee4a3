import { Icon } from '@signalbox/ui';
import { Link } from '@tanstack/react-router';
import { ChevronRight, CirclePause } from 'lucide-react';

import { formatCount } from '../../formats/format-count.ts';

/** What needs somebody; absent when nothing does. */
export const Attention = ({ waiting }: { readonly waiting: number }) =>
  waiting > 0 && (
    <Link
      to="/inbox"
      className="rounded-card border-warning bg-surface hover:bg-hover flex min-h-10 items-center gap-2 border px-3 py-2 pointer-coarse:min-h-11"
    >
      <Icon of={CirclePause} className="text-warning" />
      <span className="min-w-0 flex-1">
        <span className="font-semibold tabular-nums">{formatCount(waiting)}</span>{' '}
        {waiting === 1 ? 'tool call waits for a decision' : 'tool calls wait for a decision'}
      </span>
      <span className="text-accent-text flex items-center gap-1 font-medium">
        Open inbox
        <Icon of={ChevronRight} size={14} />
      </span>
    </Link>
  );
