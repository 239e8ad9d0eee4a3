import {
  applyRunDelta,
  emptyLiveText,
  type LiveText,
  RunDelta,
  RunEvent,
  type ToolProgress,
} from '@signalbox/contracts';

import { readMessages } from '../read-messages.ts';

/** The text of an attempt as a viewer had it when the attempt's end came. */
export interface SeenAttempt {
  readonly attempt: number;
  readonly live: LiveText;
}

/** What a viewer saw of a run, text included. */
export interface LiveViewer {
  readonly events: RunEvent[];
  readonly attempts: SeenAttempt[];
  /** What tools said of how far they are; empty where that was taken away. */
  readonly progress: string[];
  /** What must not come: text with a gap before it, or of an attempt that has ended, or progress of a call that has. */
  readonly faults: string[];
  deltas: number;
  cuts: number;
}

interface Stream {
  readonly url: string;
  readonly runId: string;
  readonly headers: Record<string, string>;
}

/** One viewer's state as a page would keep it, over cuts too. */
export class LivePage {
  readonly viewer: LiveViewer = { events: [], attempts: [], progress: [], faults: [], deltas: 0, cuts: 0 };
  #live: LiveText = emptyLiveText;
  #endedAttempt = 0;
  readonly #endedCalls = new Set<string>();

  takeDelta(delta: RunDelta): void {
    this.viewer.deltas += 1;
    if (delta.type === 'tool-progress') return this.#takeProgress(delta);
    const live = applyRunDelta(this.#live, delta);
    if (!live) this.viewer.faults.push(`a gap before ${JSON.stringify(delta)}`);
    if (delta.attempt <= this.#endedAttempt) this.viewer.faults.push(`text of the ended attempt ${delta.attempt}`);
    this.#live = live ?? this.#live;
  }

  #takeProgress({ callId, message }: ToolProgress): void {
    if (this.#endedCalls.has(callId)) this.viewer.faults.push(`progress of the ended call ${callId}`);
    this.viewer.progress.push(message);
  }

  takeEvent(event: RunEvent): void {
    this.viewer.events.push(event);
    if (event.type === 'tool-result') this.#endedCalls.add(event.payload.callId);
    if (event.type !== 'model-call-end' && event.type !== 'model-call-discard') return;
    const { attempt } = event.payload;
    const live = this.#live.filter((block) => block.attempt === attempt);
    this.viewer.attempts.push({ attempt, live });
    this.#endedAttempt = attempt;
  }

  cut(): void {
    this.viewer.cuts += 1;
  }
}

/** Reads until the stream ends or as many messages have come; answers whether it ended. */
const readSome = async (stream: Stream, page: LivePage, limit: number): Promise<boolean> => {
  const input = encodeURIComponent(JSON.stringify({ runId: stream.runId, deltas: true }));
  const lastSeq = page.viewer.events.at(-1)?.seq;
  const headers = {
    ...stream.headers,
    accept: 'text/event-stream',
    ...(lastSeq !== undefined && { 'last-event-id': String(lastSeq) }),
  };
  const leave = new AbortController();
  const response = await fetch(`${stream.url}/trpc/runs.watch?input=${input}`, { headers, signal: leave.signal });
  if (!response.ok || !response.body) throw new Error(`watching answered ${response.status}`);
  let left = limit;
  for await (const { id, event, data } of readMessages(response.body)) {
    if (event === 'return') return true;
    if (event !== undefined) continue;
    const value: unknown = JSON.parse(data);
    if (id === undefined) page.takeDelta(RunDelta.parse(value));
    else page.takeEvent(RunEvent.parse(value));
    left -= 1;
    if (left < 0) break;
  }
  leave.abort();
  return false;
};

const readAll = async (
  stream: Stream,
  page: LivePage,
  options: { readonly random: () => number; readonly cuts: number },
): Promise<LiveViewer> => {
  for (;;) {
    const limit = page.viewer.cuts < options.cuts ? Math.floor(options.random() * 6) : Infinity;
    if (await readSome(stream, page, limit)) return page.viewer;
    page.cut();
  }
};

/**
 * Watches a run with its text, cut off as often as told, after 0 to 5 messages each time: what the viewer has so far, and
 * all of it at the run's end.
 */
export const watchLiveText = (
  stream: Stream,
  options: { readonly random: () => number; readonly cuts: number },
): { readonly viewer: LiveViewer; readonly ended: Promise<LiveViewer> } => {
  const page = new LivePage();
  return { viewer: page.viewer, ended: readAll(stream, page, options) };
};
