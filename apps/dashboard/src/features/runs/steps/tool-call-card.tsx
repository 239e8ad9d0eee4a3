import { CircleDashed, LoaderCircle } from 'lucide-react';

import { formatTick } from '../../../formats/format-duration.ts';
import { EdgeCard } from '../../../ui/edge-card.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useNow } from '../../../use-now.ts';
import type { ToolCallItem } from '../to-transcript.ts';
import { CallArguments } from './call-arguments.tsx';
import { ToolIcon } from './tool-icon.tsx';
import { ToolResultCard } from './tool-result-card.tsx';

const effectWords = {
  read: 'read',
  idempotent: 'idempotent',
  write: 'write',
} as const;

const CallClock = ({ startedAt }: { readonly startedAt: string }) => {
  const nowMs = useNow();
  return <span className="tabular-nums">running · {formatTick(Math.max(0, nowMs - Date.parse(startedAt)))}</span>;
};

/** A tool call as it was asked for, and beneath it how it ended or that it goes on. */
export const ToolCallCard = ({ item, isOver }: { readonly item: ToolCallItem; readonly isOver: boolean }) => {
  const { call, result, startedAt, question } = item;
  const isOpen = result === null && question === null && !isOver;
  return (
    <div className="flex flex-col gap-2">
      <EdgeCard
        tone="accent"
        header={
          <>
            <ToolIcon tool={call.tool} />
            <span className="text-body font-mono font-medium break-all">{call.tool}</span>
            <span className="rounded-badge border-border text-caption text-text-muted border px-1.5">
              {effectWords[call.effect]}
            </span>
            {isOpen && (
              <span className="text-meta text-accent-text ml-auto inline-flex items-center gap-1.5">
                <Icon
                  of={startedAt === null ? CircleDashed : LoaderCircle}
                  size={14}
                  className={startedAt === null ? '' : 'turning'}
                />
                {startedAt === null ? 'about to start' : <CallClock startedAt={startedAt} />}
              </span>
            )}
          </>
        }
      >
        <CallArguments value={call.arguments} />
      </EdgeCard>
      {result !== null && <ToolResultCard tool={call.tool} result={result} />}
    </div>
  );
};
