import type { RunEventPayload, ToolOutcome } from '@signalbox/contracts';
import {
  CircleCheck,
  CircleQuestionMark,
  CircleSlash,
  CircleX,
  ShieldX,
  TimerOff,
  type LucideIcon,
} from 'lucide-react';

import { formatBytes } from '../../../formats/format-bytes.ts';
import { formatDuration } from '../../../formats/format-duration.ts';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { EdgeCard } from '../../../ui/edge-card.tsx';
import { Icon } from '../../../ui/icon.tsx';

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

/** How a tool call ended. */
export const ToolResultCard = ({ tool, result }: ToolResultCardProps) => {
  const { tone, icon, color } = looks[result.outcome];
  const seenBytes = new TextEncoder().encode(result.text).length;
  const isCut = result.fullText !== undefined && seenBytes < result.bytes;
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
            {formatDuration(result.durationMs)} ·{' '}
            {isCut
              ? `the model saw ${formatBytes(seenBytes)} of ${formatBytes(result.bytes)}`
              : formatBytes(result.bytes)}
          </span>
        </>
      }
    >
      {result.text !== '' && <CodeBlock text={result.text} />}
    </EdgeCard>
  );
};
