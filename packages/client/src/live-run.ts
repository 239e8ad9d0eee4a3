import {
  applyRunDelta,
  applyRunEvent,
  emptyLiveText,
  emptyRunState,
  type RunDelta,
  type RunEvent,
  type RunFailure,
  type RunState,
  type RunStatus,
  type RunStep,
  toBlockText,
  toRunSteps,
} from '@signalbox/contracts';

/** A run as far as it has come. */
export interface LiveRun {
  /** Undefined until the first event arrived. */
  readonly status: RunStatus | undefined;
  /** What a transcript shows: request, thoughts, tool calls and their results, answer. */
  readonly steps: readonly RunStep[];
  /** The text that the model writes, as it streams; then the answer. */
  readonly text: string;
  /** Why the run failed, or why it can't be watched. */
  readonly error: RunFailure | null;
  /** Whether the stream is up; a cut one comes back by itself. */
  readonly isConnected: boolean;
}

/** What is known of a run that nothing was heard of. */
export const emptyLiveRun: LiveRun = { status: undefined, steps: [], text: '', error: null, isConnected: false };

const textOf = ({ response }: RunState): string =>
  toBlockText(response ?? [], 'text') || toBlockText(response ?? [], 'refusal');

/** Puts a run together from what its stream gives. */
export class LiveRunReader {
  readonly #events: RunEvent[] = [];
  readonly #state = emptyRunState();
  #live = emptyLiveText;
  isConnected = false;

  add(item: RunEvent | RunDelta): void {
    if (!('seq' in item)) {
      this.#live = applyRunDelta(this.#live, item) ?? this.#live;
      return;
    }
    this.#events.push(item);
    applyRunEvent(this.#state, item);
    if (this.#state.modelCall === null) this.#live = emptyLiveText;
  }

  toLiveRun(): LiveRun {
    const written = this.#live.filter(({ type }) => type === 'content-delta').map(({ text }) => text);
    return {
      status: this.#events.length === 0 ? undefined : this.#state.status,
      steps: toRunSteps(this.#events),
      text: textOf(this.#state) || written.join('\n\n'),
      error: this.#state.end?.error ?? null,
      isConnected: this.isConnected,
    };
  }
}
