import type { AgentSpec } from './agent-spec.ts';
import { addUsage, emptyUsage } from './count-tokens.ts';
import type { JsonObject } from './json.ts';
import type {
  Actor,
  ApprovalReason,
  ContentBlock,
  Decision,
  RunEvent,
  RunEventOf,
  RunEventPayload,
} from './run-events.ts';
import type { RunStatus } from './statuses.ts';
import type { ModelUsage } from './usage.ts';

/** One tool call of a run, from intent to result. */
export interface ToolCallState {
  readonly seq: number;
  readonly intent: RunEventPayload<'tool-call'>;
  /** Times its execution began; 0 means it provably did not. */
  executions: number;
  /** The newest request to a person, answered or not. */
  approval: { readonly seq: number; readonly reason: ApprovalReason } | null;
  /** The answer to it, with the executions there had been by then. */
  decision: { readonly decision: Decision; readonly by: Actor; readonly executions: number } | null;
  result: RunEventPayload<'tool-result'> | null;
}

/** A model call that ended in an error of the provider. */
export interface FailedAttempt {
  readonly provider: string;
  readonly model: string;
  /** Kind of the provider's error. */
  readonly code: string;
  readonly message: string;
}

/** What the calls of one model come to, lost attempts at their estimates. */
export interface ModelTotals {
  calls: number;
  usage: ModelUsage;
  costNanoUsd: number;
  /** Calls without a price. */
  unpricedCalls: number;
}

/** One finished turn of the model. */
export interface TurnState {
  readonly attempt: number;
  readonly provider: string;
  blocks: readonly ContentBlock[];
  readonly calls: ToolCallState[];
}

/** Everything a run's log says, as of its last event. */
export interface RunState {
  /** Seq the next event gets. */
  nextSeq: number;
  status: RunStatus;
  request: string | null;
  /** What the caller gave the models beside the conversation. */
  parameters: JsonObject;
  /** Texts that the caller gave for the variables of the instructions. */
  variables: Readonly<Record<string, string>>;
  /** The definition to run in place of the version's; null for that. */
  spec: AgentSpec | null;
  /** The model call that is open: started, neither ended nor discarded. */
  modelCall: RunEventOf<'model-call-start'> | null;
  /** Attempts started. */
  attempts: number;
  /** Attempts that failed with an error since their model last answered. */
  failures: FailedAttempt[];
  readonly turns: TurnState[];
  readonly calls: Map<string, ToolCallState>;
  /** The blocks of the answer, once it is complete. */
  response: readonly ContentBlock[] | null;
  usage: ModelUsage;
  costNanoUsd: number;
  /** Model calls without a price: `costNanoUsd` leaves them out. */
  unpricedCalls: number;
  /** The same by model, as `provider/model` that was asked. */
  readonly models: Map<string, ModelTotals>;
  /** Of the first call that answered with a token. */
  firstTokenMs: number | null;
  /** Whether a lost attempt was booked at an estimate. */
  isEstimated: boolean;
  startedAt: string | null;
  /** Time spent waiting for a person, finished waits only. */
  waitedMs: number;
  waitingSince: string | null;
  resumes: number;
  end: RunEventPayload<'run-end'> | null;
}

/** The state of a run whose log is empty. */
export const emptyRunState = (): RunState => ({
  nextSeq: 1,
  status: 'queued',
  request: null,
  parameters: {},
  variables: {},
  spec: null,
  modelCall: null,
  attempts: 0,
  failures: [],
  turns: [],
  calls: new Map(),
  response: null,
  usage: emptyUsage,
  costNanoUsd: 0,
  unpricedCalls: 0,
  models: new Map(),
  firstTokenMs: null,
  isEstimated: false,
  startedAt: null,
  waitedMs: 0,
  waitingSince: null,
  resumes: 0,
  end: null,
});

const bookModel = (state: RunState, usage: ModelUsage, costNanoUsd: number | null): void => {
  if (!state.modelCall) return;
  const { provider, model } = state.modelCall.payload;
  const name = `${provider}/${model}`;
  const none = { calls: 0, usage: emptyUsage, costNanoUsd: 0, unpricedCalls: 0 };
  const { calls, unpricedCalls, ...totals } = state.models.get(name) ?? none;
  state.models.set(name, {
    calls: calls + 1,
    usage: addUsage(totals.usage, usage),
    costNanoUsd: totals.costNanoUsd + (costNanoUsd ?? 0),
    unpricedCalls: unpricedCalls + (costNanoUsd === null ? 1 : 0),
  });
};

const book = (state: RunState, usage: ModelUsage, costNanoUsd: number | null): void => {
  state.usage = addUsage(state.usage, usage);
  if (costNanoUsd === null) state.unpricedCalls += 1;
  else state.costNanoUsd += costNanoUsd;
  bookModel(state, usage, costNanoUsd);
};

const isOfModel = ({ provider, model }: FailedAttempt, call: RunState['modelCall']): boolean =>
  provider === call?.payload.provider && model === call.payload.model;

const turnOf = (state: RunState, attempt: number): TurnState => {
  const last = state.turns.at(-1);
  if (last?.attempt === attempt) return last;
  const turn: TurnState = { attempt, provider: state.modelCall?.payload.provider ?? '', blocks: [], calls: [] };
  state.turns.push(turn);
  return turn;
};

const hasOpenApproval = (state: RunState): boolean =>
  [...state.calls.values()].some((call) => call.approval !== null && call.decision === null && call.result === null);

/** Running or waiting, and how long it waited, after an event that may have changed either. */
const settleWaiting = (state: RunState, at: string): void => {
  const isWaiting = hasOpenApproval(state);
  if (isWaiting && state.waitingSince === null) state.waitingSince = at;
  if (!isWaiting && state.waitingSince !== null) {
    state.waitedMs += Math.max(0, Date.parse(at) - Date.parse(state.waitingSince));
    state.waitingSince = null;
  }
  state.status = isWaiting ? 'waiting' : 'running';
};

const applyToolEvent = (
  state: RunState,
  event: RunEventOf<'tool-call' | 'tool-start' | 'tool-result' | 'approval-request' | 'approval-decision'>,
): void => {
  if (event.type === 'tool-call') {
    const call = { seq: event.seq, intent: event.payload, executions: 0, approval: null, decision: null, result: null };
    state.calls.set(event.payload.callId, call);
    turnOf(state, event.payload.attempt).calls.push(call);
    return;
  }
  const call = state.calls.get(event.payload.callId);
  if (!call) return;
  switch (event.type) {
    case 'tool-start':
      call.executions = event.payload.execution;
      break;
    case 'tool-result':
      call.result = event.payload;
      break;
    case 'approval-request':
      call.approval = { seq: event.seq, reason: event.payload.reason };
      call.decision = null;
      break;
    case 'approval-decision':
      call.decision = { decision: event.payload.decision, by: event.payload.by, executions: call.executions };
      break;
  }
  settleWaiting(state, event.at);
};

const applyModelEvent = (
  state: RunState,
  event: RunEventOf<'model-call-start' | 'model-call-end' | 'model-call-discard'>,
): void => {
  switch (event.type) {
    case 'model-call-start':
      state.modelCall = event;
      state.attempts = event.payload.attempt;
      return;
    case 'model-call-end':
      book(state, event.payload.usage, event.payload.costNanoUsd);
      state.firstTokenMs ??= event.payload.firstTokenMs;
      state.failures = state.failures.filter((failure) => !isOfModel(failure, state.modelCall));
      break;
    case 'model-call-discard':
      book(state, event.payload.estimatedUsage, event.payload.costNanoUsd);
      state.isEstimated = true;
      if (event.payload.reason === 'error' && state.modelCall) {
        const { provider, model } = state.modelCall.payload;
        const { code = 'protocol', message = '' } = event.payload.error ?? {};
        state.failures.push({ provider, model, code, message });
      }
      break;
  }
  state.modelCall = null;
};

/**
 * Applies one event to the state, in place. An event the state already holds (a lower seq) changes
 * nothing, so a log may be applied again from any point. Events must otherwise come in order.
 */
export const applyRunEvent = (state: RunState, event: RunEvent): void => {
  if (event.seq < state.nextSeq) return;
  state.nextSeq = event.seq + 1;
  switch (event.type) {
    case 'user-request':
      state.request = event.payload.text;
      state.parameters = event.payload.parameters ?? {};
      state.variables = event.payload.variables ?? {};
      state.spec = event.payload.spec ?? null;
      break;
    case 'model-call-start':
    case 'model-call-end':
    case 'model-call-discard':
      state.startedAt ??= event.at;
      state.status = 'running';
      applyModelEvent(state, event);
      break;
    case 'agent-thought':
      turnOf(state, event.payload.attempt).blocks = event.payload.blocks;
      break;
    case 'tool-call':
    case 'tool-start':
    case 'tool-result':
    case 'approval-request':
    case 'approval-decision':
      applyToolEvent(state, event);
      break;
    case 'agent-response':
      state.response = event.payload.blocks;
      break;
    case 'run-resume':
      state.resumes += event.payload.reason === 'crash' ? 1 : 0;
      break;
    case 'run-end':
      settleWaiting(state, event.at);
      if (state.waitingSince !== null)
        state.waitedMs += Math.max(0, Date.parse(event.at) - Date.parse(state.waitingSince));
      state.waitingSince = null;
      state.status = event.payload.status;
      state.end = event.payload;
      break;
  }
};

/** The state that a log, or any prefix of it, describes: a pure function of the events. */
export const reduceRun = (events: Iterable<RunEvent>): RunState => {
  const state = emptyRunState();
  for (const event of events) applyRunEvent(state, event);
  return state;
};
