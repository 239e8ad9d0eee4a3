import type { RunDelta, RunEvent, StartedRun } from '@signalbox/contracts';

import type { Procedures, SignalboxInputs } from './create-procedures.ts';
import { untilAnswered } from './retry-policy.ts';
import { RunProgress, type SettledRun } from './run-progress.ts';
import { type RunStream, streamRun, type StreamRunOptions } from './stream-run.ts';
import { followRun, waitForRun } from './wait-for-run.ts';

type StartRunInput = SignalboxInputs['runs']['start'];

/** What `runs.startAndWait` may be told. */
export interface StartAndWaitOptions {
  /** Ends the waiting with `call.aborted`; the run goes on. */
  readonly signal?: AbortSignal | undefined;
  /** Told the ids as soon as the run is started. */
  readonly onStart?: ((run: StartedRun) => void) | undefined;
}

/** What `runs.wait` may be told. */
export interface WaitOptions {
  /** Ends the waiting with `call.aborted`; the run goes on. */
  readonly signal?: AbortSignal | undefined;
  /** `lastEventId` of the state you know: waits for one after it. */
  readonly lastEventId?: string | undefined;
}

/** What `client.runs` has beside the server's procedures. */
export interface RunMethods {
  /**
   * Starts a run and resolves when it has ended or waits for a person, however long that takes and however often the
   * connection is cut or the server restarted, the start included: it is one run. A run that failed is a result, not an
   * error. Starting goes on until the server answers: give it a `signal` to bound that.
   */
  startAndWait(input: StartRunInput, options?: StartAndWaitOptions): Promise<SettledRun>;
  /** Resolves when this run has ended or waits for a person: at once, if it does. */
  wait(runId: string, options?: WaitOptions): Promise<SettledRun>;
  /**
   * The events of a run, of this id or started now, in their order, each once, up to and including its `run-end`:
   * first what the log has, then what comes. Comes back after every cut, for as long as that takes, and goes on after
   * the last event it gave. With `deltas`, the text that streams comes too, no piece of it twice. Ending the iteration
   * does not stop the run.
   */
  stream(run: string | StartRunInput, options?: StreamRunOptions & { readonly deltas?: false | undefined }): RunStream;
  stream(run: string | StartRunInput, options: StreamRunOptions): RunStream<RunEvent | RunDelta>;
}

/** Starts runs and waits for them, on top of the procedures. */
export const createRunMethods = (procedures: Procedures): RunMethods => {
  const start = async (
    input: StartRunInput,
    { signal, onStart }: Pick<StreamRunOptions, 'signal' | 'onStart'>,
  ): Promise<string> => {
    // under one key, however often it is sent
    const named = { ...input, idempotencyKey: input.idempotencyKey ?? crypto.randomUUID() };
    const started = await untilAnswered(() => procedures.runs.start.mutate(named, signal && { signal }), signal);
    onStart?.(started);
    return started.runId;
  };
  async function* streamAll(run: string | StartRunInput, options: StreamRunOptions): RunStream<RunEvent | RunDelta> {
    const runId = typeof run === 'string' ? run : await start(run, options);
    yield* streamRun({ procedures, runId, options });
  }
  async function* streamEvents(run: string | StartRunInput, options: StreamRunOptions): RunStream {
    for await (const item of streamAll(run, options)) if ('seq' in item) yield item;
  }
  function stream(
    run: string | StartRunInput,
    options?: StreamRunOptions & { readonly deltas?: false | undefined },
  ): RunStream;
  function stream(run: string | StartRunInput, options: StreamRunOptions): RunStream<RunEvent | RunDelta>;
  function stream(run: string | StartRunInput, options: StreamRunOptions = {}): RunStream<RunEvent | RunDelta> {
    return options.deltas === true ? streamAll(run, options) : streamEvents(run, options);
  }
  return {
    startAndWait: async (input, options = {}) => {
      const runId = await start(input, options);
      const waiting = { procedures, runId, signal: options.signal };
      // under a key of the caller's the run may be an old one, which waited once and has gone on since
      return input.idempotencyKey === undefined ? followRun(waiting, new RunProgress(runId)) : waitForRun(waiting);
    },
    wait: (runId, { signal, lastEventId } = {}) => waitForRun({ procedures, runId, signal }, lastEventId),
    stream,
  };
};
