import { CliError } from './cli-error.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Does work that has to clean up when it is stopped: Ctrl+C aborts its signal, and the process ends when the work has.
 * Throws a `CliError` with the reason `interrupted` then, and the sentence that says how things stand.
 */
export const untilInterrupted = async <Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  sentence = 'Stopped. Nothing is left behind.',
): Promise<Result> => {
  const stopper = new AbortController();
  // a signal to a whole group of processes arrives twice: the second one must not cut the cleaning up short
  const stop = (): void => stopper.abort();
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work(stopper.signal);
  } catch (cause) {
    if (!stopper.signal.aborted) throw cause;
    throw new CliError(sentence, { reason: 'interrupted', cause });
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
};
