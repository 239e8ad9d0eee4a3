export type { LiveRun } from './live-run.ts';
export * from './signalbox-provider.tsx';
export { useRun } from './use-run.ts';
