import type { Procedures, SignalboxOutputs } from './create-procedures.ts';
import { untilAnswered } from './retry-policy.ts';
import { RunProgress, type SettledRun } from './run-progress.ts';
import { SignalboxError } from './signalbox-error.ts';
import { streamRun } from './stream-run.ts';

interface Waiting {
  readonly procedures: Procedures;
  readonly runId: string;
  readonly signal: AbortSignal | undefined;
}

const abort = (runId: string, signal: AbortSignal | undefined): never => {
  const message = `Waiting for the run ${runId} was aborted; the run goes on.`;
  throw new SignalboxError({ code: 'call.aborted', message, cause: signal?.reason });
};

/** Follows the run until it has ended or begins to wait for a person, over every cut. */
export const followRun = async ({ procedures, runId, signal }: Waiting, progress: RunProgress): Promise<SettledRun> => {
  const options = { signal, lastEventId: String(progress.lastSeq) };
  for await (const event of streamRun({ procedures, runId, options })) {
    if (!('seq' in event)) continue;
    progress.add(event);
    const settled = progress.toSettledRun();
    if (settled) return settled;
  }
  return abort(runId, signal);
};

const getRun = async ({ procedures, runId, signal }: Waiting): Promise<SignalboxOutputs['runs']['get']> => {
  try {
    return await untilAnswered(() => procedures.runs.get.query({ runId }, signal && { signal }), signal);
  } catch (error) {
    if (signal?.aborted) return abort(runId, signal);
    throw error;
  }
};

/**
 * The run when it has ended or waits for a person, as it is now or becomes later. With the last event that the caller
 * knows, a wait that began before that one does not count.
 */
export const waitForRun = async (waiting: Waiting, lastEventId = '0'): Promise<SettledRun> => {
  const progress = new RunProgress(waiting.runId);
  const { events } = await getRun(waiting);
  for (const event of events) progress.add(event);
  const settled = progress.toSettledRun();
  const isNews = settled?.status !== 'waiting' || progress.lastSeq > Number(lastEventId);
  return settled && isNews ? settled : followRun(waiting, progress);
};
