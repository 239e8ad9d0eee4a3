import type { RunEvent, RunEventPayload } from '@signalbox/contracts';
import { EffectBadge, ToolOutcomeBadge } from '@signalbox/ui';

import { formatBytes } from '../../formats/format-bytes.ts';
import { formatDuration } from '../../formats/format-duration.ts';
import { PayloadText } from '../../transcript/payload-text.tsx';
import { CallArguments } from '../../transcript/steps/call-arguments.tsx';
import { useParameterOrder } from '../../transcript/use-parameter-order.ts';
import { FactList } from './fact-list.tsx';

/** The events of one tool call. */
export interface CallEvents {
  readonly call: RunEventPayload<'tool-call'>;
  readonly result: RunEventPayload<'tool-result'> | null;
}

/** The tool call that an event belongs to, with its result. */
export const findCallEvents = (events: readonly RunEvent[], event: RunEvent): CallEvents | null => {
  if (!('callId' in event.payload)) return null;
  const { callId } = event.payload;
  const call = events.find((one) => one.type === 'tool-call' && one.payload.callId === callId);
  const result = events.findLast((one) => one.type === 'tool-result' && one.payload.callId === callId);
  if (call?.type !== 'tool-call') return null;
  return { call: call.payload, result: result?.type === 'tool-result' ? result.payload : null };
};

/** A tool call with its arguments and how it ended. */
export const CallSection = ({ call, result }: CallEvents) => {
  const order = useParameterOrder(call.tool);
  return (
    <>
      <FactList
        facts={[
          [
            'Tool',
            <code key="tool" className="font-mono">
              {call.tool}
            </code>,
          ],
          ['Effect', <EffectBadge key="effect" effect={call.effect} />],
          ['Outcome', result ? <ToolOutcomeBadge key="outcome" outcome={result.outcome} /> : 'not known yet'],
          ...(result
            ? [
                ['Took', result.durationMs === null ? '—' : formatDuration(result.durationMs)] as const,
                ['Size', formatBytes(result.bytes)] as const,
              ]
            : []),
        ]}
      />
      <section className="flex flex-col gap-1.5">
        <h3 className="font-semibold">Arguments</h3>
        <CallArguments value={call.arguments} order={order} />
      </section>
      {result && (
        <section className="flex flex-col gap-1.5">
          <h3 className="font-semibold">Result</h3>
          <PayloadText text={result.fullText ?? result.text} />
        </section>
      )}
    </>
  );
};
