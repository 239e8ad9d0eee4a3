import { emptyLiveText, type LiveText, type RunEvent } from '@signalbox/contracts';
import { memo, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

import { findItemIndex } from './find-item-index.ts';
import { FoldContext } from './fold-context.ts';
import { LiveSteps } from './live-steps.tsx';
import { StepFrame } from './step-frame.tsx';
import type { TranscriptItem } from './transcript-item.ts';
import { TranscriptStep } from './transcript-step.tsx';
import { type TranscriptReading, useReading } from './use-reading.ts';
import { useStepRows } from './use-step-rows.ts';

/**
 * The steps of a run as a conversation. `chat` draws all of them, `run` only those in sight of what scrolls around it,
 * so that ten thousand are no burden. Who may decide is known from the viewer.
 */
export interface TranscriptProps {
  readonly run: { readonly id: string };
  readonly events: readonly RunEvent[];
  /** The events as `useReading` reads them, from whoever has read them already. */
  readonly reading?: TranscriptReading;
  /** Of the turn that is being written. */
  readonly liveText?: LiveText;
  readonly variant: 'chat' | 'run';
  /** Seq of the step that is shown as chosen. */
  readonly selectedSeq?: number | null;
  /** Called with the seq of a step that is to be opened; without it steps do not open. */
  readonly onSelect?: (seq: number) => void;
  /** A step to scroll to; another object scrolls again. `isUnfolded` opens everything of it. */
  readonly reveal?: { readonly seq: number; readonly isUnfolded?: boolean } | null;
  /** What stands below the request; keep the function the same between drawings. */
  readonly requestActions?: (runId: string) => ReactNode;
  /** What stands below the answer; keep the function the same between drawings. */
  readonly answerActions?: (runId: string) => ReactNode;
}

/** Hairlines say their times themselves. */
const hasOffset = (item: TranscriptItem): boolean =>
  item.type === 'thought' || item.type === 'tool-call' || item.type === 'answer';

const noEvents: readonly RunEvent[] = [];

/** What is still being written: nothing once the log has the turn. */
const toUnstored = (liveText: LiveText, items: readonly TranscriptItem[], isOver: boolean): LiveText => {
  const last = items.at(-1);
  const stored = last?.type === 'thought' || last?.type === 'answer' ? last.attempt : 0;
  const called = last?.type === 'tool-call' ? last.call.attempt : 0;
  const attempt = liveText[0]?.attempt ?? 0;
  return isOver || attempt <= Math.max(stored, called) ? emptyLiveText : liveText;
};

const isLine = (item: TranscriptItem): boolean =>
  ['demo-notice', 'fallback', 'resume'].includes(item.type) || (item.type === 'end' && !item.end.error);

type ListProps = TranscriptProps & TranscriptReading;

const isChosen = (item: TranscriptItem, seq: number | null): boolean =>
  seq !== null && (item.seq === seq || (item.type === 'tool-call' && item.resultSeq === seq));

const toFrame = (item: TranscriptItem, props: ListProps) => ({
  step: item.type,
  seq: item.seq,
  isAnswer: item.type === 'answer',
  isLine: isLine(item),
  isSelected: isChosen(item, props.selectedSeq ?? null),
  onSelect: props.onSelect,
  offsetMs: hasOffset(item) ? item.offsetMs : undefined,
});

const toStep = (item: TranscriptItem, { run, isOver, figures, requestActions, answerActions }: ListProps) => ({
  runId: run.id,
  item,
  isOver,
  figures: item.type === 'end' ? figures : null,
  requestActions: item.type === 'request' ? requestActions : undefined,
  answerActions: item.type === 'answer' ? answerActions : undefined,
});

const PlainSteps = memo((props: ListProps) => (
  <ol className="flex flex-col">
    {props.items.map((item) => (
      <StepFrame key={item.seq} {...toFrame(item, props)}>
        <TranscriptStep {...toStep(item, props)} />
      </StepFrame>
    ))}
  </ol>
));
PlainSteps.displayName = 'PlainSteps';

const VirtualSteps = memo((props: ListProps) => {
  const { items, reveal = null } = props;
  const list = useRef<HTMLDivElement>(null);
  const rows = useStepRows(list, items);
  const latest = useRef({ items, rows });
  useEffect(() => {
    latest.current = { items, rows };
  });
  useEffect(() => {
    if (!reveal) return;
    const index = findItemIndex(latest.current.items, reveal.seq);
    latest.current.rows.scrollToIndex(index, { align: reveal.isUnfolded ? 'start' : 'center' });
  }, [reveal]);
  const shown = rows.getVirtualItems();
  const { scrollMargin } = rows.options;
  return (
    <div ref={list} className="relative" style={{ height: rows.getTotalSize() }}>
      <ol
        className="absolute inset-x-0 top-0 flex flex-col"
        style={{ transform: `translateY(${(shown[0]?.start ?? scrollMargin) - scrollMargin}px)` }}
      >
        {shown.map(({ index, key }) => {
          const item = items[index];
          return (
            item && (
              <StepFrame
                key={key}
                ref={rows.measureElement}
                index={index}
                count={items.length}
                {...toFrame(item, props)}
              >
                <TranscriptStep {...toStep(item, props)} />
              </StepFrame>
            )
          );
        })}
      </ol>
    </div>
  );
});
VirtualSteps.displayName = 'VirtualSteps';

/** The steps of a run as a conversation, in their order, and what is being written at their end. */
export const Transcript = ({ liveText = emptyLiveText, ...props }: TranscriptProps) => {
  const { events, variant, reveal } = props;
  const own = useReading(props.reading ? noEvents : events);
  const reading = props.reading ?? own;
  const [known] = useState(() => new Map<string, boolean>());
  const unfoldedSeq = reveal?.isUnfolded
    ? (reading.items[findItemIndex(reading.items, reveal.seq)]?.seq ?? null)
    : null;
  const folds = useMemo(() => ({ known, unfoldedSeq }), [known, unfoldedSeq]);
  const List = variant === 'run' ? VirtualSteps : PlainSteps;
  const unstored = toUnstored(liveText, reading.items, reading.isOver);
  return (
    <FoldContext value={folds}>
      {/* How much a step shows beside itself depends on this width: a chat may be one of several columns. */}
      <div className="@container">
        <List {...props} {...reading} />
        {unstored.length > 0 && (
          <ol className="flex flex-col">
            <LiveSteps liveText={unstored} />
          </ol>
        )}
      </div>
    </FoldContext>
  );
};
