import { EdgeCard, EffectBadge, Icon } from '@signalbox/ui';
import { CircleDashed, LoaderCircle } from 'lucide-react';

import { formatCount } from '../../formats/format-count.ts';
import { formatTick } from '../../formats/format-duration.ts';
import { useNow } from '../../use-now.ts';
import type { ToolCallItem } from '../transcript-item.ts';
import { useParameterOrder } from '../use-parameter-order.ts';
import { CallArguments } from './call-arguments.tsx';
import { CallProgress } from './call-progress.tsx';
import { ToolIcon } from './tool-icon.tsx';
import { ToolResultCard } from './tool-result-card.tsx';

const CallClock = ({ startedAt }: { readonly startedAt: string }) => {
  const nowMs = useNow();
  return <span className="tabular-nums">running · {formatTick(Math.max(0, nowMs - Date.parse(startedAt)))}</span>;
};

const OpenCall = ({ startedAt }: { readonly startedAt: string | null }) => (
  <span className="text-meta text-accent-text ml-auto inline-flex items-center gap-1.5">
    <Icon
      of={startedAt === null ? CircleDashed : LoaderCircle}
      size={14}
      className={startedAt === null ? '' : 'turning'}
    />
    {startedAt === null ? 'about to start' : <CallClock startedAt={startedAt} />}
  </span>
);

/** A tool call as it was asked for, and beneath it how it ended or that it goes on. */
export const ToolCallCard = ({ item, isOver }: { readonly item: ToolCallItem; readonly isOver: boolean }) => {
  const { call, result, startedAt, question } = item;
  const order = useParameterOrder(call.tool);
  const isOpen = result === null && question === null && !isOver;
  return (
    <div className="flex flex-col gap-2">
      <EdgeCard
        tone="accent"
        header={
          <>
            <ToolIcon tool={call.tool} />
            <span className="text-body font-mono font-medium break-all">{call.tool}</span>
            <EffectBadge effect={call.effect} />
            {isOpen && <OpenCall startedAt={startedAt} />}
          </>
        }
      >
        <CallArguments value={call.arguments} order={order} />
        {call.leftOutLength !== undefined && (
          <p className="text-meta text-text-muted mt-2">
            The beginning of {formatCount(call.leftOutLength)} characters: the rest was left out, and the call not made.
          </p>
        )}
        {isOpen && <CallProgress callId={call.callId} />}
      </EdgeCard>
      {result !== null && <ToolResultCard tool={call.tool} result={result} />}
    </div>
  );
};
