import { Hairline } from '@signalbox/ui';
import { memo, type ReactNode } from 'react';

import { formatDuration } from '../formats/format-duration.ts';
import { useViewer } from '../viewer/viewer-context.ts';
import { StepContext } from './fold-context.ts';
import { AnswerBubble } from './steps/answer-bubble.tsx';
import { DecisionCard } from './steps/decision-card.tsx';
import { DecisionLine } from './steps/decision-line.tsx';
import { DiscardLine } from './steps/discard-line.tsx';
import { EndLine } from './steps/end-line.tsx';
import { RequestBubble } from './steps/request-bubble.tsx';
import { ThoughtCard } from './steps/thought-card.tsx';
import { ToolCallCard } from './steps/tool-call-card.tsx';
import type { RunFigures } from './to-figures.ts';
import type { ToolCallItem, TranscriptItem } from './transcript-item.ts';

export interface TranscriptStepProps {
  readonly runId: string;
  readonly item: TranscriptItem;
  /** Whether the run has ended. */
  readonly isOver: boolean;
  /** Of the whole run, for its end only. */
  readonly figures: RunFigures | null;
  readonly requestActions?: ((runId: string) => ReactNode) | undefined;
  readonly answerActions?: ((runId: string) => ReactNode) | undefined;
}

type StepProps<Item> = Omit<TranscriptStepProps, 'item'> & { readonly item: Item };

const Request = ({ item, runId, requestActions }: StepProps<Extract<TranscriptItem, { type: 'request' }>>) => {
  const { actor } = useViewer();
  const isOwn = item.by.kind === actor.kind && item.by.id === actor.id;
  return <RequestBubble text={item.text} sender={isOwn ? null : item.by.name} actions={requestActions?.(runId)} />;
};

const ToolCall = ({ item, runId, isOver }: StepProps<ToolCallItem>) => (
  <div className="flex flex-col gap-2">
    <ToolCallCard item={item} isOver={isOver} />
    {item.question !== null && !isOver && <DecisionCard runId={runId} call={item.call} question={item.question} />}
    {item.decision !== null && <DecisionLine decision={item.decision} />}
  </div>
);

const resumeWords = { crash: 'Resumed after a restart', handover: 'Taken over by another worker' } as const;

const drawStep = (props: TranscriptStepProps): ReactNode => {
  const { item, runId, figures, answerActions } = props;
  switch (item.type) {
    case 'request':
      return <Request {...props} item={item} />;
    case 'demo-notice':
      return <Hairline>Demo model: scripted, not an LLM.</Hairline>;
    case 'thought':
      return <ThoughtCard reasoning={item.reasoning} spoken={item.spoken} durationMs={item.durationMs} />;
    case 'tool-call':
      return <ToolCall {...props} item={item} />;
    case 'discard':
      return <DiscardLine item={item} />;
    case 'fallback':
      return (
        <Hairline>
          {item.from} failed, {item.to} takes over
        </Hairline>
      );
    case 'resume':
      return (
        <Hairline>
          {resumeWords[item.reason]}, {formatDuration(item.gapMs)} later
        </Hairline>
      );
    case 'answer':
      return <AnswerBubble text={item.text} model={item.model} end={item.end} actions={answerActions?.(runId)} />;
    case 'end':
      return figures && <EndLine end={item.end} figures={figures} />;
  }
};

/** One step of a run, drawn again only when something of it changed. */
export const TranscriptStep = memo((props: TranscriptStepProps) => (
  <StepContext value={props.item.seq}>{drawStep(props)}</StepContext>
));
TranscriptStep.displayName = 'TranscriptStep';
