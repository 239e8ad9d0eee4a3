import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus is told of this process. */
export interface Metrics {
  readonly registry: Registry;
  readonly requestDurations: Histogram<'method' | 'route' | 'status'>;
  readonly runsEnded: Counter<'status'>;
  readonly placeStates: Gauge<'place'>;
}

/** Metrics that begin at zero with the process; what counts is asked at each scrape. */
export const createMetrics = ({
  countActiveRuns,
  countOpenStreams,
}: {
  readonly countActiveRuns: () => number;
  readonly countOpenStreams: () => number;
}): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const activeRuns = new Gauge({
    name: 'signalbox_active_runs',
    help: 'Runs that this process executes now.',
    registers: [],
    collect() {
      this.set(countActiveRuns());
    },
  });
  const openStreams = new Gauge({
    name: 'signalbox_open_streams',
    help: 'Live streams and WebSockets that are open in this process.',
    registers: [],
    collect() {
      this.set(countOpenStreams());
    },
  });
  registry.registerMetric(activeRuns);
  registry.registerMetric(openStreams);
  return {
    registry,
    requestDurations: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer, by route pattern; of a stream, how long it was open.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    runsEnded: new Counter({
      name: 'signalbox_runs_ended_total',
      help: 'Runs that this process’s worker brought to their end, by status; those cancelled over the API are not among them.',
      labelNames: ['status'],
      registers,
    }),
    placeStates: new Gauge({
      name: 'signalbox_activity_place_state',
      help: 'The breaker before a place that activity is brought to: 0 closed, 1 half-open, 2 open.',
      labelNames: ['place'],
      registers,
    }),
  };
};
