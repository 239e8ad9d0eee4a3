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
  /** It is a line across, lower than a card. */
  readonly isLine?: boolean;
  readonly isSelected?: boolean;
  readonly onSelect?: ((seq: number) => void) | undefined;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLLIElement>;
  /** Where it stands among all steps, from 0, when not all of them are drawn. */
  readonly index?: number;
  /** All steps, when not all of them are drawn. */
  readonly count?: number;
}

const offsetLook = 'text-caption text-text-muted hidden pt-2.5 text-right tabular-nums @lg:block';

/** Opens the step: its offset, or on a phone the rail beside it. */
const OpenStep = ({
  seq,
  offsetMs,
  isLine,
  onSelect,
}: Pick<StepFrameProps, 'seq' | 'offsetMs' | 'isLine' | 'onSelect'>) => {
  if (seq === undefined || !onSelect) {
    return <span className={offsetLook}>{offsetMs !== undefined && formatOffset(offsetMs)}</span>;
  }
  return (
    <button
      type="button"
      title="Open this step"
      onClick={() => onSelect(seq)}
      className={cn(
        'text-caption text-text-muted hover:text-accent-text rounded-badge absolute top-0 -left-1 h-11 w-8 text-right tabular-nums @lg:static @lg:h-fit @lg:w-auto',
        isLine === true ? '@max-lg:-top-2 @lg:py-1' : '@lg:pt-2.5 @lg:pb-1',
      )}
    >
      {offsetMs === undefined ? (
        <span
          aria-hidden
          className="hidden opacity-0 group-focus-within/step:opacity-100 group-hover/step:opacity-100 @lg:inline"
        >
          open
        </span>
      ) : (
        <span className="hidden @lg:inline">{formatOffset(offsetMs)}</span>
      )}
      <span className="sr-only">Open step {seq}</span>
    </button>
  );
};

/** The place of a step in a transcript: the rail at its left, its content, and when it was. */
export const StepFrame = (props: StepFrameProps) => {
  const {
    step,
    seq,
    offsetMs,
    isAnswer = false,
    isLine = false,
    isSelected = false,
    onSelect,
    children,
    ref,
    index,
    count,
  } = props;
  return (
    <li
      ref={ref}
      data-step={step}
      data-seq={seq}
      data-index={index}
      aria-posinset={index === undefined ? undefined : index + 1}
      aria-setsize={count}
      aria-current={isSelected ? 'step' : undefined}
      className={cn(
        'group/step rounded-card relative grid scroll-my-4 grid-cols-[28px_minmax(0,1fr)] pb-3 @lg:grid-cols-[28px_minmax(0,1fr)_60px]',
        isSelected && 'before:bg-accent before:absolute before:top-0 before:bottom-3 before:left-[21px] before:w-0.5',
      )}
    >
      <span className={cn('text-text-subtle', isLine ? 'pt-[3px]' : 'pt-2.5')}>
        {isAnswer && <Mark size={20} />}
        {!isAnswer && onSelect && seq !== undefined && (
          <Icon of={ChevronRight} size={14} className="mt-0.5 @lg:hidden" />
        )}
      </span>
      <div className="min-w-0">{children}</div>
      <OpenStep seq={seq} offsetMs={offsetMs} isLine={isLine} onSelect={onSelect} />
    </li>
  );
};
