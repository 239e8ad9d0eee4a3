export type { JsonValue, RunDelta, RunEvent, RunFailure, StartedRun } from '@signalbox/contracts';
export type { SignalboxClientOptions, SignalboxInputs, SignalboxOutputs } from './create-procedures.ts';
export type { RunMethods, StartAndWaitOptions, WaitOptions } from './create-run-methods.ts';
export * from './create-signalbox-client.ts';
export type { SettledRun, WaitingCall } from './run-progress.ts';
export { isSignalboxError, SignalboxError, type SignalboxErrorCode, type SignalboxErrorOf } from './signalbox-error.ts';
export type { RunStream, StreamRunOptions } from './stream-run.ts';
export type { OpenRun, TrackedRun, Tracker, TrackOptions, TrackProblem } from './tracker.ts';
