import {
  applyRunEvent,
  type ApprovalReason,
  emptyRunState,
  type JsonValue,
  type ModelUsage,
  type RunEvent,
  type RunFailure,
  toBlockText,
} from '@signalbox/contracts';

/** A tool call that a person has to decide: `runs.decide` with its `callId`. */
export interface WaitingCall {
  readonly callId: string;
  readonly tool: string;
  readonly arguments: JsonValue;
  readonly reason: ApprovalReason;
}

interface SettledBase {
  readonly runId: string;
  /** The answer; empty when there is none. */
  readonly text: string;
  /** The answer's JSON, when the models were asked for JSON; else null. */
  readonly output: unknown;
  /** Of the model calls so far, in billionths of a US dollar, those without a price left out. */
  readonly costNanoUsd: number;
  /** Model calls without a known price. */
  readonly unpricedCalls: number;
  readonly usage: ModelUsage;
  /** Seq of the last event that this knows, for `runs.wait` and `runs.stream`. */
  readonly lastEventId: string;
}

/** A run that has ended or waits for a person; `status` tells which. */
export type SettledRun = SettledBase &
  (
    | { readonly status: 'completed' | 'cancelled' }
    | { readonly status: 'failed'; readonly error: RunFailure }
    | { readonly status: 'waiting'; readonly waitsFor: readonly WaitingCall[] }
  );

const parseOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Takes a run's events one by one and tells how it stands. */
export class RunProgress {
  readonly #runId: string;
  readonly #state = emptyRunState();
  #isJsonAsked = false;

  constructor(runId: string) {
    this.#runId = runId;
  }

  /** Seq of the last event. */
  get lastSeq(): number {
    return this.#state.nextSeq - 1;
  }

  add(event: RunEvent): void {
    if (event.type === 'model-call-start') this.#isJsonAsked = 'output' in event.payload.parameters;
    applyRunEvent(this.#state, event);
  }

  /** The run as it has ended or waits; undefined while it goes on. */
  toSettledRun(): SettledRun | undefined {
    const { status, end, response, costNanoUsd, unpricedCalls, usage } = this.#state;
    const text = toBlockText(response ?? [], 'text') || toBlockText(response ?? [], 'refusal');
    const base = {
      runId: this.#runId,
      text,
      output: this.#isJsonAsked ? parseOrNull(text) : null,
      costNanoUsd,
      unpricedCalls,
      usage,
      lastEventId: String(this.lastSeq),
    };
    switch (status) {
      case 'queued':
      case 'running':
        return undefined;
      case 'completed':
      case 'cancelled':
        return { ...base, status };
      case 'failed':
        return { ...base, status, error: end?.error ?? { code: 'run.internal', message: 'The run failed.' } };
      case 'waiting':
        return { ...base, status, waitsFor: this.#listWaitingCalls() };
    }
  }

  #listWaitingCalls(): WaitingCall[] {
    return [...this.#state.calls.values()].flatMap(({ intent, approval, decision, result }) => {
      if (!approval || decision || result) return [];
      const { callId, tool } = intent;
      return [{ callId, tool, arguments: intent.arguments, reason: approval.reason }];
    });
  }
}
