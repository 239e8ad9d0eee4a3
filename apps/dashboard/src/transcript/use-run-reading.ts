import { isFinalRunStatus, type Run, type RunEvent } from '@signalbox/contracts';
import { useMemo } from 'react';

import { type RunFigures, toFigures } from './to-figures.ts';
import { toReportedFigures } from './to-reported-figures.ts';
import { type TranscriptReading, useReading } from './use-reading.ts';

/** The log of a run as a transcript shows it, and the run's figures so far. */
export const useRunReading = (
  run: Run,
  events: readonly RunEvent[],
): { readonly reading: TranscriptReading; readonly figures: RunFigures } => {
  const read = useReading(events);
  return useMemo(() => {
    if (run.source !== 'report') return { reading: read, figures: read.figures ?? toFigures(events) };
    const figures = toReportedFigures(run);
    return { reading: { ...read, isOver: isFinalRunStatus(run.status), figures }, figures };
  }, [run, read, events]);
};
