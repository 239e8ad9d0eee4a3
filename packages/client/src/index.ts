export * from './create-signalbox-client.ts';
export { SignalboxError, toSignalboxError } from './signalbox-error.ts';
export * from './watch-run.ts';
