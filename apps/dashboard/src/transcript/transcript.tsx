import { emptyLiveText, type LiveText, type RunEvent } from '@signalbox/contracts';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

import { findItemIndex } from './find-item-index.ts';
import { FoldContext } from './fold-context.ts';
import { LiveSteps } from './live-steps.tsx';
import { StepFrame } from './step-frame.tsx';
import { toFigures } from './to-figures.ts';
import { TranscriptReader } from './to-transcript.ts';
import type { TranscriptItem } from './transcript-item.ts';
import { TranscriptStep } from './transcript-step.tsx';
import { useStepRows } from './use-step-rows.ts';

/**
 * The steps of a run as a conversation. `chat` draws all of them, `run` only those in sight of what scrolls around it,
 * so that ten thousand are no burden. Who may decide is known from the viewer.
 */
export interface TranscriptProps {
  readonly run: { readonly id: string };
  readonly events: readonly RunEvent[];
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

const useReading = (events: readonly RunEvent[]) => {
  const [reader] = useState(() => new TranscriptReader());
  return useMemo(() => {
    const items = reader.read(events);
    const isOver = events.at(-1)?.type === 'run-end';
    return { items, isOver, figures: isOver ? toFigures(events) : null };
  }, [reader, events]);
};

/** What is still being written: nothing once the log has the turn. */
const toUnstored = (liveText: LiveText, items: readonly TranscriptItem[], isOver: boolean): LiveText => {
  const last = items.at(-1);
  const stored = last?.type === 'thought' || last?.type === 'answer' ? last.attempt : 0;
  const called = last?.type === 'tool-call' ? last.call.attempt : 0;
  const attempt = liveText[0]?.attempt ?? 0;
  return isOver || attempt <= Math.max(stored, called) ? emptyLiveText : liveText;
};

type ListProps = TranscriptProps & ReturnType<typeof useReading>;

const toFrame = (item: TranscriptItem, props: ListProps) => ({
  step: item.type,
  seq: item.seq,
  isAnswer: item.type === 'answer',
  isSelected: item.seq === props.selectedSeq || (item.type === 'tool-call' && item.resultSeq === props.selectedSeq),
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

const keyOf = (item: TranscriptItem): string => `${item.seq} ${item.type}`;

const PlainSteps = (props: ListProps) => (
  <ol className="flex flex-col">
    {props.items.map((item) => (
      <StepFrame key={keyOf(item)} {...toFrame(item, props)}>
        <TranscriptStep {...toStep(item, props)} />
      </StepFrame>
    ))}
  </ol>
);

const VirtualSteps = (props: ListProps) => {
  const { items, reveal = null } = props;
  const list = useRef<HTMLOListElement>(null);
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
    <ol ref={list} className="relative" style={{ height: rows.getTotalSize() }}>
      <div
        className="absolute inset-x-0 top-0"
        role="presentation"
        style={{ transform: `translateY(${(shown[0]?.start ?? scrollMargin) - scrollMargin}px)` }}
      >
        {shown.map(({ index, key }) => {
          const item = items[index];
          return (
            item && (
              <StepFrame key={key} ref={rows.measureElement} index={index} {...toFrame(item, props)}>
                <TranscriptStep {...toStep(item, props)} />
              </StepFrame>
            )
          );
        })}
      </div>
    </ol>
  );
};

/** The steps of a run as a conversation, in their order, and what is being written at their end. */
export const Transcript = (props: TranscriptProps) => {
  const { events, liveText = emptyLiveText, variant, reveal } = props;
  const reading = useReading(events);
  const [known] = useState(() => new Map<string, boolean>());
  const unfoldedSeq = reveal?.isUnfolded
    ? (reading.items[findItemIndex(reading.items, reveal.seq)]?.seq ?? null)
    : null;
  const folds = useMemo(() => ({ known, unfoldedSeq }), [known, unfoldedSeq]);
  const List = variant === 'run' ? VirtualSteps : PlainSteps;
  const unstored = toUnstored(liveText, reading.items, reading.isOver);
  return (
    <FoldContext value={folds}>
      <List {...props} {...reading} />
      {unstored.length > 0 && (
        <ol className="flex flex-col">
          <LiveSteps liveText={unstored} />
        </ol>
      )}
    </FoldContext>
  );
};
