import type { RunEvent } from '@signalbox/contracts';

/** Seq of the step that ended a failed run: the last lost attempt or failed call before its end; null when it did not fail. */
export const findEndingStep = (events: readonly RunEvent[]): number | null => {
  const last = events.at(-1);
  if (last?.type !== 'run-end' || last.payload.status !== 'failed') return null;
  const isCause = (event: RunEvent): boolean =>
    (event.type === 'model-call-discard' && event.payload.error !== undefined) ||
    (event.type === 'tool-result' && event.payload.outcome !== 'ok');
  // a run that got further after it failed for another reason
  const recent = events.slice(-4).findLast(isCause);
  return (recent ?? last).seq;
};
