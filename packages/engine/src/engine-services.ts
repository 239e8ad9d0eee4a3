import type { Clock, LiveTextSink, ModelSource, RunHints, RunLog, ToolReachSource, ToolSource } from './ports.ts';
import type { Watchdogs } from './watch-stream.ts';

/** Everything a worker works with. */
export interface EngineServices {
  readonly log: RunLog;
  readonly tools: ToolSource;
  readonly toolReach: ToolReachSource;
  readonly models: ModelSource;
  readonly clock: Clock;
  readonly hints: RunHints;
  readonly liveText: LiveTextSink;
  readonly watchdogs: Watchdogs;
  /** Told of faults that no run's log shows in full. */
  readonly onError: (message: string, cause: unknown) => void;
}

/** 60 s for the first event of a model's answer, and 60 s between two. */
export const defaultWatchdogs: Watchdogs = { firstEventMs: 60_000, idleMs: 60_000 };
