/**
 * Why this process stops working on a run it held, as the reason of an abort signal.
 * fenced: another took the run · handover: this process stops in order · time-limit: the run's own.
 */
export class RunAbort extends Error {
  readonly kind: 'fenced' | 'handover' | 'time-limit';

  constructor(kind: RunAbort['kind']) {
    super(`the run was aborted: ${kind}`);
    this.name = 'RunAbort';
    this.kind = kind;
  }
}

/** The kind of abort a signal stands at, undefined while it stands at none. */
export const toAbortKind = (signal: AbortSignal): RunAbort['kind'] | undefined => {
  if (!signal.aborted) return undefined;
  return signal.reason instanceof RunAbort ? signal.reason.kind : 'handover';
};
