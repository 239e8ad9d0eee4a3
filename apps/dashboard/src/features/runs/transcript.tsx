import type { Actor, RunEvent } from '@signalbox/contracts';
import { useMemo, type ReactNode } from 'react';

import { formatDuration, formatOffset } from '../../formats/format-duration.ts';
import { Hairline } from '../../ui/hairline.tsx';
import { Mark } from '../../ui/mark.tsx';
import { AnswerBubble } from './steps/answer-bubble.tsx';
import { DecisionCard } from './steps/decision-card.tsx';
import { DiscardLine } from './steps/discard-line.tsx';
import { EndLine } from './steps/end-line.tsx';
import { RequestBubble } from './steps/request-bubble.tsx';
import { ThoughtCard } from './steps/thought-card.tsx';
import { ToolCallCard } from './steps/tool-call-card.tsx';
import { toFigures, type RunFigures } from './to-figures.ts';
import { toTranscript, type ToolCallItem, type TranscriptItem } from './to-transcript.ts';

export interface TranscriptViewer {
  readonly actor: Actor;
  /** Why the viewer may not control runs; null when he may. */
  readonly controlRefusal: string | null;
}

interface TranscriptProps {
  readonly runId: string;
  readonly events: readonly RunEvent[];
  readonly viewer: TranscriptViewer;
}

interface StepContext {
  readonly runId: string;
  readonly viewer: TranscriptViewer;
  readonly figures: RunFigures;
}

const decisionWords = { happened: 'it happened', run: 'run it now', stop: 'stop the run' } as const;

const ToolCallStep = ({ item, context }: { readonly item: ToolCallItem; readonly context: StepContext }) => {
  const { runId, viewer, figures } = context;
  const isOver = figures.durationMs !== null;
  return (
    <div className="flex flex-col gap-2">
      <ToolCallCard item={item} isOver={isOver} />
      {item.question !== null && !isOver && (
        <DecisionCard runId={runId} tool={item.call.tool} question={item.question} refusal={viewer.controlRefusal} />
      )}
      {item.decision !== null && (
        <Hairline>
          {item.decision.by.name} decided: {decisionWords[item.decision.decision]}
          {item.decision.note !== undefined && ` (${item.decision.note})`}
        </Hairline>
      )}
    </div>
  );
};

const drawStep = (item: TranscriptItem, context: StepContext): ReactNode => {
  const { viewer, figures } = context;
  switch (item.type) {
    case 'request': {
      const isOwn = item.by.kind === viewer.actor.kind && item.by.id === viewer.actor.id;
      return <RequestBubble text={item.text} sender={isOwn ? null : item.by.name} />;
    }
    case 'demo-notice':
      return <Hairline>Demo model: scripted, not an LLM.</Hairline>;
    case 'thought':
      return <ThoughtCard reasoning={item.reasoning} spoken={item.spoken} durationMs={item.durationMs} />;
    case 'tool-call':
      return <ToolCallStep item={item} context={context} />;
    case 'discard':
      return <DiscardLine discard={item.discard} />;
    case 'resume': {
      const why = item.reason === 'crash' ? 'Resumed after a restart' : 'Taken over by another worker';
      return (
        <Hairline>
          {why}, {formatDuration(item.gapMs)} later
        </Hairline>
      );
    }
    case 'answer':
      return <AnswerBubble item={item} />;
    case 'end':
      return <EndLine end={item.end} figures={figures} />;
  }
};

/** Hairlines say their times themselves. */
const hasOffset = (item: TranscriptItem): boolean =>
  item.type === 'thought' || item.type === 'tool-call' || item.type === 'answer';

/** The steps of a run as a conversation, in their order. */
export const Transcript = ({ runId, events, viewer }: TranscriptProps) => {
  const items = useMemo(() => toTranscript(events), [events]);
  const figures = useMemo(() => toFigures(events), [events]);
  const context = { runId, viewer, figures };
  return (
    <ol className="flex flex-col gap-3">
      {items.map((item) => (
        <li
          key={`${item.seq} ${item.type}`}
          data-step={item.type}
          data-seq={item.seq}
          className="grid grid-cols-[28px_minmax(0,1fr)] sm:grid-cols-[28px_minmax(0,1fr)_60px]"
        >
          <span className="pt-2.5">{item.type === 'answer' && <Mark size={20} />}</span>
          <div className="min-w-0">{drawStep(item, context)}</div>
          <span className="text-caption text-text-subtle hidden pt-2.5 text-right tabular-nums sm:block">
            {hasOffset(item) && formatOffset(item.offsetMs)}
          </span>
        </li>
      ))}
    </ol>
  );
};
