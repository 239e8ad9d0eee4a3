import type { RunEventPayload, ToolOutcome } from '@signalbox/contracts';
import { EdgeCard, FoldButton, Icon } from '@signalbox/ui';
import {
  CircleCheck,
  CircleQuestionMark,
  CircleSlash,
  CircleX,
  ShieldX,
  TimerOff,
  type LucideIcon,
} from 'lucide-react';

import { formatBytes } from '../../formats/format-bytes.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { useFold } from '../fold-context.ts';
import { PayloadText } from '../payload-text.tsx';

type Tone = 'success' | 'danger' | 'neutral' | 'unknown';

const looks: Record<ToolOutcome, { readonly tone: Tone; readonly icon: LucideIcon; readonly color: string }> = {
  ok: { tone: 'success', icon: CircleCheck, color: 'text-success' },
  error: { tone: 'danger', icon: CircleX, color: 'text-danger' },
  timeout: { tone: 'danger', icon: TimerOff, color: 'text-danger' },
  denied: { tone: 'neutral', icon: ShieldX, color: 'text-neutral' },
  cancelled: { tone: 'neutral', icon: CircleSlash, color: 'text-neutral' },
  unknown: { tone: 'unknown', icon: CircleQuestionMark, color: 'text-unknown' },
};

interface ToolResultCardProps {
  readonly tool: string;
  readonly result: RunEventPayload<'tool-result'>;
}

const toSizeWords = (result: RunEventPayload<'tool-result'>, seenBytes: number): string =>
  seenBytes < result.bytes
    ? `the model saw ${formatBytes(seenBytes)} of ${formatBytes(result.bytes)}`
    : formatBytes(result.bytes);

/** How a tool call ended. */
export const ToolResultCard = ({ tool, result }: ToolResultCardProps) => {
  const [isWhole, setIsWhole] = useFold('whole result');
  const { tone, icon, color } = looks[result.outcome];
  const { text, fullText } = result;
  const seenBytes = fullText === undefined ? result.bytes : new TextEncoder().encode(text).length;
  const shown = isWhole ? (fullText ?? text) : text;
  return (
    <EdgeCard
      tone={tone}
      header={
        <>
          <Icon of={icon} className={color} />
          <span className="font-medium">
            <span className="sr-only">{tool}: </span>
            {result.outcome}
          </span>
          <span className="text-meta text-text-muted ml-auto tabular-nums">
            {result.durationMs !== null && `${formatDuration(result.durationMs)} · `}
            {toSizeWords(result, seenBytes)}
          </span>
        </>
      }
    >
      {shown !== '' && <PayloadText key={String(isWhole)} text={shown} part={isWhole ? 'whole' : 'result'} />}
      {fullText !== undefined && seenBytes < result.bytes && (
        <FoldButton isOpen={isWhole} onChange={setIsWhole}>
          {isWhole ? 'Show what the model saw' : 'Show the whole result'}
        </FoldButton>
      )}
    </EdgeCard>
  );
};
