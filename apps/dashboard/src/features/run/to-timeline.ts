import type { RunEvent, RunEventOf } from '@signalbox/contracts';

export type BarTone = 'model' | 'early' | 'tool' | 'failed' | 'queued' | 'discarded' | 'waiting' | 'unknown';

interface TimelineBar {
  /** Milliseconds since the request. */
  readonly startMs: number;
  /** Null while it goes on. */
  readonly endMs: number | null;
  readonly tone: BarTone;
}

export interface TimelineRow {
  /** The event that the row opens. */
  readonly seq: number;
  readonly name: string;
  /** How far in it stands: calls below their model call. */
  readonly depth: 0 | 1;
  readonly bars: readonly TimelineBar[];
  /** Of a tool call. */
  readonly callId?: string;
  /** Words on the bar, for what is no work. */
  readonly words?: string;
}

type Mutable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };
type Row = Mutable<Omit<TimelineRow, 'bars'>> & { bars: Mutable<TimelineBar>[] };

const failedOutcomes: ReadonlySet<string> = new Set(['error', 'timeout']);

const toOutcomeTone = (outcome: string): BarTone => {
  if (failedOutcomes.has(outcome)) return 'failed';
  return outcome === 'unknown' ? 'unknown' : outcome === 'ok' ? 'tool' : 'discarded';
};

/** Builds the rows of a run while its log is read. */
class TimelineBuilder {
  readonly rows: Row[] = [];
  readonly #calls = new Map<string, Row>();
  readonly #waits = new Map<string, Row>();
  #model: Row | null = null;

  add(event: RunEvent, atMs: number): void {
    switch (event.type) {
      case 'user-request':
        this.#push({
          seq: event.seq,
          name: 'Queued',
          depth: 0,
          bars: [{ startMs: atMs, endMs: null, tone: 'queued' }],
        });
        break;
      case 'model-call-start':
        this.#startModel(event, atMs);
        break;
      case 'model-call-end':
        this.#endModel(event, atMs);
        break;
      case 'model-call-discard':
        this.#close(this.#model, atMs, event.payload.error ? 'failed' : 'discarded');
        break;
      case 'tool-call': {
        const { callId, tool: name } = event.payload;
        this.#calls.set(callId, this.#push({ seq: event.seq, name, depth: 1, bars: [], callId }));
        break;
      }
      case 'tool-start': {
        const row = this.#calls.get(event.payload.callId);
        this.#close(row ?? null, atMs, 'discarded');
        row?.bars.push({ startMs: atMs, endMs: null, tone: 'tool' });
        break;
      }
      case 'tool-result':
        this.#endCall(event, atMs);
        break;
      case 'approval-request':
        this.#close(this.#calls.get(event.payload.callId) ?? null, atMs, 'unknown');
        this.#waits.set(
          event.payload.callId,
          this.#push({
            seq: event.seq,
            name: 'Waiting',
            depth: 1,
            bars: [{ startMs: atMs, endMs: null, tone: 'waiting' }],
            words: 'for a person',
          }),
        );
        break;
      case 'approval-decision':
        this.#close(this.#waits.get(event.payload.callId) ?? null, atMs);
        break;
      case 'run-end':
        for (const row of this.rows) this.#close(row, atMs);
        break;
      case 'agent-thought':
      case 'agent-response':
      case 'run-resume':
        break;
    }
  }

  #push(row: Row): Row {
    this.rows.push(row);
    return row;
  }

  #close(row: Row | null, atMs: number, tone?: BarTone): void {
    const bar = row?.bars.at(-1);
    if (!bar || bar.endMs !== null) return;
    bar.endMs = atMs;
    if (tone) bar.tone = tone;
  }

  #startModel(event: RunEventOf<'model-call-start'>, atMs: number): void {
    this.#close(this.rows[0] ?? null, atMs);
    const { model } = event.payload;
    const bar = { startMs: atMs, endMs: null, tone: 'model' as const };
    // attempts of one call share a row
    const isAgain =
      this.#model?.name === model && ['failed', 'discarded'].includes(this.#model.bars.at(-1)?.tone ?? '');
    if (isAgain) this.#model?.bars.push(bar);
    else this.#model = this.#push({ seq: event.seq, name: model, depth: 0, bars: [bar] });
  }

  #endModel(event: RunEventOf<'model-call-end'>, atMs: number): void {
    const bar = this.#model?.bars.at(-1);
    const { firstTokenMs } = event.payload;
    this.#close(this.#model, atMs);
    if (!bar || firstTokenMs === null) return;
    const firstAtMs = Math.min(bar.startMs + firstTokenMs, atMs);
    this.#model?.bars.splice(-1, 1, { ...bar, endMs: firstAtMs, tone: 'early' }, { ...bar, startMs: firstAtMs });
  }

  #endCall(event: RunEventOf<'tool-result'>, atMs: number): void {
    const row = this.#calls.get(event.payload.callId);
    this.#close(this.#waits.get(event.payload.callId) ?? null, atMs);
    this.#close(row ?? null, atMs, toOutcomeTone(event.payload.outcome));
  }
}

/** When everything of a run happened, a row each, in the order of beginning. */
export const toTimeline = (events: readonly RunEvent[]): readonly TimelineRow[] => {
  const builder = new TimelineBuilder();
  const startMs = Date.parse(events[0]?.at ?? '');
  for (const event of events) builder.add(event, Date.parse(event.at) - startMs);
  return builder.rows;
};

/** How long the whole is, in milliseconds: at least one. */
export const toSpanMs = (rows: readonly TimelineRow[], nowOffsetMs: number): number => {
  let span = 1;
  for (const { bars } of rows)
    for (const { startMs, endMs } of bars) span = Math.max(span, startMs, endMs ?? nowOffsetMs);
  return span;
};
