import type { SystemPlace } from '@signalbox/contracts';
import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleAll } from 'cockatiel';

/** Failures in a row that open it. */
const maxFailures = 3;
/** Time that nothing is asked of what failed. */
const openMs = 60_000;
/** Calls that must succeed before it is closed again. */
const probes = 2;

/** Keeps from asking what fails, and remembers how it is. */
export interface CircuitBreaker {
  /** Makes the call, unless the breaker is open; a failure counts against what is called. */
  run<Result>(call: () => Promise<Result>): Promise<Result>;
  /** Whether a call would be made. */
  isReady(): boolean;
  state(): Pick<SystemPlace, 'state' | 'since' | 'lastError'>;
}

const names = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
} as const;

/** A closed breaker: open for a minute after three failures in a row, then tried by two calls. */
export const createCircuitBreaker = ({
  onChange,
}: {
  readonly onChange: (state: SystemPlace['state'], lastError: string | null) => void;
}): CircuitBreaker => {
  const breaker = new ConsecutiveBreaker(maxFailures);
  const halfOpenSampling = { calls: probes, threshold: 0 };
  const policy = circuitBreaker(handleAll, { breaker, halfOpenAfter: openMs, halfOpenSampling });
  let sinceMs = Date.now();
  let lastError: string | null = null;
  policy.onFailure(({ reason }) => {
    lastError = 'error' in reason && reason.error instanceof Error ? reason.error.message.slice(0, 300) : 'It failed.';
  });
  policy.onStateChange((state) => {
    sinceMs = Date.now();
    onChange(names[state], lastError);
  });
  return {
    run: (call) => policy.execute(call),
    isReady: () => policy.state !== CircuitState.Open || Date.now() - sinceMs >= openMs,
    state: () => ({ state: names[policy.state], since: new Date(sinceMs).toISOString(), lastError }),
  };
};
