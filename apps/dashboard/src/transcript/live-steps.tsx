import type { LiveBlock, LiveText } from '@signalbox/contracts';
import { EdgeCard, Icon } from '@signalbox/ui';
import { PenLine } from 'lucide-react';
import type { ReactNode } from 'react';

import { StepFrame } from './step-frame.tsx';
import { AnswerBubble } from './steps/answer-bubble.tsx';
import { ThoughtCard } from './steps/thought-card.tsx';
import { ToolIcon } from './steps/tool-icon.tsx';

/** Of arguments that are being written, the end is what matters. */
const shownCharacters = 600;

const WrittenCall = ({ block }: { readonly block: LiveBlock }) => (
  <EdgeCard
    tone="accent"
    header={
      <>
        <ToolIcon tool={block.tool ?? ''} />
        <span className="text-body font-mono font-medium break-all">{block.tool ?? 'tool'}</span>
        <span className="text-meta text-accent-text ml-auto inline-flex items-center gap-1.5">
          <Icon of={PenLine} size={14} />
          writing arguments
        </span>
      </>
    }
  >
    {block.text !== '' && (
      <p className="rounded-control bg-sunken text-code max-h-40 overflow-hidden px-3 py-2 font-mono break-all whitespace-pre-wrap">
        {block.text.slice(-shownCharacters)}
      </p>
    )}
  </EdgeCard>
);

const drawBlock = (block: LiveBlock, hasCalls: boolean): ReactNode => {
  switch (block.type) {
    case 'thought-delta':
      return <ThoughtCard reasoning={block.text} spoken="" durationMs={null} />;
    case 'content-delta':
      // text before a call is not the answer
      return hasCalls ? (
        <ThoughtCard reasoning="" spoken={block.text} durationMs={null} />
      ) : (
        <AnswerBubble text={block.text} model={null} end={null} />
      );
    case 'arguments-delta':
      return <WrittenCall block={block} />;
  }
};

/** The steps of the turn that the model is writing. */
export const LiveSteps = ({ liveText }: { readonly liveText: LiveText }) => {
  const hasCalls = liveText.some(({ type }) => type === 'arguments-delta');
  return liveText.map((block) => (
    <StepFrame
      key={`${block.attempt} ${block.block}`}
      step="live"
      isAnswer={block.type === 'content-delta' && !hasCalls}
    >
      {drawBlock(block, hasCalls)}
    </StepFrame>
  ));
};
