import {
  addUsage,
  emptyUsage,
  inputTokens,
  type ModelUsage,
  outputTokens,
  type RunEvent,
  type RunStatus,
} from '@signalbox/contracts';

import { toModelName } from './to-model-name.ts';

export interface RunFigures {
  readonly status: RunStatus;
  /** From the first model call to the end, waiting for a person left out; null until it ended. */
  readonly durationMs: number | null;
  /** Waits for a person that are over. */
  readonly waitedMs: number;
  readonly startedAt: string | null;
  readonly waitingSince: string | null;
  /** Of the first model call that ended. */
  readonly firstTokenMs: number | null;
  readonly usage: ModelUsage;
  readonly tokens: number;
  readonly costNanoUsd: number;
  readonly unpricedCalls: number;
  /** Whether a lost attempt was booked at an estimate. */
  readonly isEstimated: boolean;
  /** The models that were asked, each once, in their order. */
  readonly models: readonly string[];
  /** Model calls begun, the lost ones too. */
  readonly attempts: number;
  readonly toolCalls: number;
  /** Times it went on after its process had died. */
  readonly resumes: number;
}

type Mutable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };

const book = (figures: Mutable<RunFigures>, usage: ModelUsage, costNanoUsd: number | null): void => {
  figures.usage = addUsage(figures.usage, usage);
  if (costNanoUsd === null) figures.unpricedCalls += 1;
  else figures.costNanoUsd += costNanoUsd;
};

const addModel = (figures: Mutable<RunFigures>, model: string): void => {
  if (!figures.models.includes(model)) figures.models = [...figures.models, model];
};

/** Running or waiting, and how long it waited. */
const settle = (figures: Mutable<RunFigures>, isWaiting: boolean, at: string): void => {
  if (isWaiting) figures.waitingSince ??= at;
  else if (figures.waitingSince !== null) {
    figures.waitedMs += Math.max(0, Date.parse(at) - Date.parse(figures.waitingSince));
    figures.waitingSince = null;
  }
  figures.status = isWaiting ? 'waiting' : 'running';
};

const readEvent = (figures: Mutable<RunFigures>, questions: Set<string>, event: RunEvent): void => {
  switch (event.type) {
    case 'model-call-start':
      figures.startedAt ??= event.at;
      figures.attempts = event.payload.attempt;
      addModel(figures, toModelName(event.payload));
      figures.status = 'running';
      break;
    case 'model-call-end':
      figures.firstTokenMs ??= event.payload.firstTokenMs;
      figures.isEstimated ||= event.payload.isCostEstimated === true;
      book(figures, event.payload.usage, event.payload.costNanoUsd);
      break;
    case 'model-call-discard':
      figures.isEstimated = true;
      book(figures, event.payload.estimatedUsage, event.payload.costNanoUsd);
      break;
    case 'tool-call':
      figures.toolCalls += 1;
      settle(figures, questions.size > 0, event.at);
      break;
    case 'approval-request':
      questions.add(event.payload.callId);
      settle(figures, true, event.at);
      break;
    case 'approval-decision':
    case 'tool-result':
      questions.delete(event.payload.callId);
      settle(figures, questions.size > 0, event.at);
      break;
    case 'run-resume':
      figures.resumes += event.payload.reason === 'crash' ? 1 : 0;
      break;
    case 'run-end': {
      settle(figures, false, event.at);
      const spanMs = figures.startedAt === null ? 0 : Date.parse(event.at) - Date.parse(figures.startedAt);
      figures.durationMs = Math.max(0, spanMs - figures.waitedMs);
      figures.status = event.payload.status;
      break;
    }
    case 'user-request':
    case 'agent-thought':
    case 'tool-start':
    case 'agent-response':
      break;
  }
};

/** The figures of a run as its log has them. */
export const toFigures = (events: readonly RunEvent[]): RunFigures => {
  const figures: Mutable<RunFigures> = {
    status: 'queued',
    durationMs: null,
    waitedMs: 0,
    startedAt: null,
    waitingSince: null,
    firstTokenMs: null,
    usage: emptyUsage,
    tokens: 0,
    costNanoUsd: 0,
    unpricedCalls: 0,
    isEstimated: false,
    models: [],
    attempts: 0,
    toolCalls: 0,
    resumes: 0,
  };
  const questions = new Set<string>();
  for (const event of events) readEvent(figures, questions, event);
  figures.tokens = inputTokens(figures.usage) + outputTokens(figures.usage);
  return figures;
};
