import type { RunDelta, RunEvent } from '@signalbox/contracts';
import { findOpenAttempt, listRunEvents } from '@signalbox/database';
import { toRunTopic, toWorkspaceTopic } from '@signalbox/events';

import { TextCursor } from '../live/text-cursor.ts';
import type { ApiServices } from '../services.ts';
import { Bell } from './bell.ts';

/** Events read at once. */
const pageSize = 500;
/** A hint may get lost: the log is looked at this often without one. */
const pollMs = 2000;

interface RunView {
  readonly workspaceId: string;
  readonly runId: string;
  /** Seq of the last event that the viewer has; 0 for none. */
  readonly afterSeq: number;
  /** Whether the viewer wants each step when it comes, or only looks when the run's status changes: fewer reads. */
  readonly every?: 'step' | 'status';
}

/** How a viewer stands who has this event and those before it. */
const findStart = async (services: ApiServices, { workspaceId, runId, afterSeq }: RunView): Promise<number | 'end'> => {
  if (afterSeq === 0) return 0;
  const page = { workspaceId, runId, afterSeq: afterSeq - 1, limit: 1 };
  const [seen] = await listRunEvents(services.database.db, page);
  if (seen?.type === 'run-end') return 'end';
  // a seq that the log never had: the viewer gets all of it
  return seen ? afterSeq : 0;
};

/** The text that streams and the progress of tools, as one viewer gets them. */
interface TextSource {
  /** What the viewer does not have yet. */
  pull(): Iterable<RunDelta>;
  see(event: RunEvent): void;
  close(): void;
}

const openText = async (services: ApiServices, view: RunView, onChange: () => void): Promise<TextSource> => {
  const { workspaceId, runId, afterSeq: seq } = view;
  const openAttempt = seq === 0 ? undefined : await findOpenAttempt(services.database.db, { workspaceId, runId, seq });
  const cursor = new TextCursor(openAttempt);
  const text = services.liveText.open({ workspaceId, runId }, onChange);
  return {
    // looks again after each piece: meanwhile there may be more, which a slow viewer then gets in one
    pull: function* () {
      for (let delta = cursor.next(text); delta; delta = cursor.next(text)) yield delta;
    },
    see: (event) => {
      cursor.see(event);
      text.see(event);
    },
    close: () => text.close(),
  };
};

/** Rings with hints, gaps and the abort, and every 2 s. */
const openBell = (
  { events }: ApiServices,
  { workspaceId, runId, every = 'step' }: RunView,
  signal: AbortSignal,
): Bell => {
  const bell = new Bell(pollMs);
  const ring = (): void => bell.ring();
  const ringForRun = (changedId: string): void => {
    if (changedId === runId) bell.ring();
  };
  bell.onClose(
    every === 'step'
      ? events.subscribe(toRunTopic(runId), ring)
      : events.subscribe(toWorkspaceTopic(workspaceId), ringForRun),
  );
  bell.onClose(events.onGap(ring));
  signal.addEventListener('abort', ring);
  bell.onClose(() => signal.removeEventListener('abort', ring));
  return bell;
};

interface Following {
  readonly services: ApiServices;
  readonly view: RunView;
  readonly signal: AbortSignal;
}

const follow = async function* (
  { services, view, signal }: Following,
  open: (onChange: () => void, view: RunView) => Promise<TextSource | undefined>,
): AsyncGenerator<RunEvent | RunDelta, void> {
  const { workspaceId, runId } = view;
  const start = await findStart(services, view);
  if (start === 'end') return;
  let afterSeq = start;
  let isUpToDate = false;
  const bell = openBell(services, view, signal);
  let text: TextSource | undefined;
  try {
    text = await open(() => bell.nudge(), { ...view, afterSeq });
    while (!signal.aborted) {
      const events = bell.takeRing()
        ? await listRunEvents(services.database.db, { workspaceId, runId, afterSeq, limit: pageSize })
        : [];
      for (const event of events) {
        // what streamed before an event was committed goes before it
        if (text && isUpToDate) yield* text.pull();
        yield event;
        if (event.type === 'run-end') return;
        text?.see(event);
        afterSeq = event.seq;
      }
      isUpToDate = events.length < pageSize;
      if (!isUpToDate) bell.ring();
      // not sooner: text of an attempt that ended before the viewer came is no news
      else if (text) yield* text.pull();
      await bell.wait();
    }
  } finally {
    text?.close();
    bell.close();
  }
};

/**
 * The run's events after `afterSeq`, in order, each once: what the log has, then what comes. Ends after `run-end`
 * or when the signal aborts.
 */
export const followRun = async function* (
  services: ApiServices,
  view: RunView,
  signal: AbortSignal,
): AsyncGenerator<RunEvent, void> {
  for await (const item of follow({ services, view, signal }, async () => undefined)) if ('seq' in item) yield item;
};

/**
 * As `followRun`, and between the events the text of the turn that streams: all of it so far first, then what comes.
 * Text of an attempt comes after the attempt's start and before its end. So does how far the tools are: of each call what
 * it said last, until its result.
 */
export const followRunText = (
  services: ApiServices,
  view: RunView,
  signal: AbortSignal,
): AsyncGenerator<RunEvent | RunDelta, void> =>
  follow({ services, view, signal }, (onChange, start) => openText(services, start, onChange));
