import type { RunEvent } from '@signalbox/contracts';
import { useMemo, useState } from 'react';

import { type RunFigures, toFigures } from './to-figures.ts';
import { TranscriptReader } from './to-transcript.ts';
import type { TranscriptItem } from './transcript-item.ts';

/** What a transcript shows of a log. */
export interface TranscriptReading {
  readonly items: readonly TranscriptItem[];
  /** Whether the run has ended. */
  readonly isOver: boolean;
  /** Null until the run has ended. */
  readonly figures: RunFigures | null;
}

/** The log as a transcript shows it; when it grows only what is new is read. */
export const useReading = (events: readonly RunEvent[]): TranscriptReading => {
  const [reader] = useState(() => new TranscriptReader());
  return useMemo(() => {
    const items = reader.read(events);
    const isOver = events.at(-1)?.type === 'run-end';
    return { items, isOver, figures: isOver ? toFigures(events) : null };
  }, [reader, events]);
};
