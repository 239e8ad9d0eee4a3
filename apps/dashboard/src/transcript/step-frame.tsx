import { cn, Icon, Mark } from '@signalbox/ui';
import { ChevronRight } from 'lucide-react';
import type { ReactNode, Ref } from 'react';

import { formatOffset } from '../formats/format-duration.ts';

interface StepFrameProps {
  /** Kind of the step. */
  readonly step: string;
  readonly seq?: number | undefined;
  /** Milliseconds since the request; absent for steps that say their time themselves. */
  readonly offsetMs?: number | undefined;
  readonly isAnswer?: boolean;
  readonly isSelected?: boolean;
  readonly onSelect?: ((seq: number) => void) | undefined;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLLIElement>;
  readonly index?: number;
}

const offsetLook = 'text-caption text-text-muted hidden pt-2.5 text-right tabular-nums sm:block';

/** Opens the step: its offset, or on a phone the rail beside it. */
const OpenStep = ({ seq, offsetMs, onSelect }: Pick<StepFrameProps, 'seq' | 'offsetMs' | 'onSelect'>) => {
  if (seq === undefined || !onSelect) {
    return <span className={offsetLook}>{offsetMs !== undefined && formatOffset(offsetMs)}</span>;
  }
  return (
    <button
      type="button"
      title="Open this step"
      aria-label={`Open step ${seq}`}
      onClick={() => onSelect(seq)}
      className="text-caption text-text-muted hover:text-accent-text rounded-badge absolute top-0 -left-1 h-11 w-8 text-right tabular-nums sm:static sm:h-fit sm:w-auto sm:pt-2.5 sm:pb-1"
    >
      <span className={cn('hidden sm:inline', offsetMs === undefined && 'opacity-0 group-hover/step:opacity-100')}>
        {offsetMs === undefined ? 'open' : formatOffset(offsetMs)}
      </span>
    </button>
  );
};

/** The place of a step in a transcript: the rail at its left, its content, and when it was. */
export const StepFrame = (props: StepFrameProps) => {
  const { step, seq, offsetMs, isAnswer = false, isSelected = false, onSelect, children, ref, index } = props;
  return (
    <li
      ref={ref}
      data-step={step}
      data-seq={seq}
      data-index={index}
      aria-current={isSelected ? 'step' : undefined}
      className={cn(
        'group/step rounded-card relative grid scroll-my-4 grid-cols-[28px_minmax(0,1fr)] pb-3 sm:grid-cols-[28px_minmax(0,1fr)_60px]',
        isSelected && 'before:bg-accent before:absolute before:inset-y-0 before:-left-2 before:bottom-3 before:w-0.5',
      )}
    >
      <span className="text-text-subtle pt-2.5">
        {isAnswer && <Mark size={20} />}
        {!isAnswer && onSelect && seq !== undefined && (
          <Icon of={ChevronRight} size={14} className="mt-0.5 sm:hidden" />
        )}
      </span>
      <div className="min-w-0">{children}</div>
      <OpenStep seq={seq} offsetMs={offsetMs} onSelect={onSelect} />
    </li>
  );
};
