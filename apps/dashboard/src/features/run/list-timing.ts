import type { RunEvent } from '@signalbox/contracts';

import { formatDuration, formatKnownDuration, formatOffset } from '../../formats/format-duration.ts';
import { formatMilliseconds } from './format-milliseconds.ts';
import type { ModelCall } from './list-model-calls.ts';

interface TimingOptions {
  readonly event: RunEvent;
  readonly events: readonly RunEvent[];
  readonly modelCall: ModelCall | null;
}

const listModelTiming = ({ start, end, discard }: ModelCall): readonly (readonly [string, string])[] => {
  const endedAt = end?.at ?? discard?.at;
  const spanMs = endedAt === undefined ? null : Date.parse(endedAt) - Date.parse(start.at);
  const firstMs = end?.payload.firstTokenMs ?? null;
  return [
    ['Model call began', formatMilliseconds(start.at)],
    ['First token after', firstMs === null ? '–' : formatDuration(firstMs)],
    ['Model call took', spanMs === null ? 'goes on' : formatDuration(spanMs)],
  ];
};

/** When a step was, and how far from its neighbours. */
export const listTiming = ({ event, events, modelCall }: TimingOptions): readonly (readonly [string, string])[] => {
  const atMs = Date.parse(event.at);
  const index = events.indexOf(event);
  const [before, after] = [events[index - 1], events[index + 1]];
  return [
    ['Stored', formatMilliseconds(event.at)],
    ['Since the request', formatOffset(atMs - Date.parse(events[0]?.at ?? event.at))],
    ['Since the event before', before ? formatDuration(atMs - Date.parse(before.at)) : '–'],
    ['Until the event after', after ? formatDuration(Date.parse(after.at) - atMs) : '–'],
    ['Lease', `epoch ${event.epoch}`],
    ...(modelCall ? listModelTiming(modelCall) : []),
    ...(event.type === 'tool-result' ? [['Tool took', formatKnownDuration(event.payload.durationMs)] as const] : []),
  ];
};
