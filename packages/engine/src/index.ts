export { listModels } from './choose-model.ts';
export { cutResult } from './cut-result.ts';
export { createWorker, type Worker } from './create-worker.ts';
export { defaultWatchdogs, type EngineServices } from './engine-services.ts';
export { planCancel } from './plan-end.ts';
export type { Clock, LiveTextSink, ModelSource, RunHints, RunLog, ToolReachSource, ToolSource } from './ports.ts';
export { systemClock } from './system-clock.ts';
export { untilAborted } from './until-aborted.ts';
