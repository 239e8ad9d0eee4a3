import type { RunEvent } from '@signalbox/contracts';
import { useMemo } from 'react';

import { toAnnouncement } from './to-announcement.ts';

interface StepAnnouncerProps {
  readonly events: readonly RunEvent[];
  /** Only what came after this seq is announced. */
  readonly openedSeq: number;
}

/** Tells screen readers of each finished step as it comes. */
export const StepAnnouncer = ({ events, openedSeq }: StepAnnouncerProps) => {
  const lines = useMemo(() => {
    const tools = new Map<string, string>();
    for (const event of events) if (event.type === 'tool-call') tools.set(event.payload.callId, event.payload.tool);
    const toolOfCall = (callId: string): string => tools.get(callId) ?? 'Tool';
    return events
      .filter((event) => event.seq > openedSeq)
      .map((event) => ({ seq: event.seq, text: toAnnouncement(event, toolOfCall) }))
      .filter(({ text }) => text !== null);
  }, [events, openedSeq]);
  return (
    <div role="log" aria-live="polite" aria-label="Finished steps" className="sr-only">
      {lines.map(({ seq, text }) => (
        <p key={seq}>{text}</p>
      ))}
    </div>
  );
};
