import {
  AppError,
  type ClaimedRun,
  type ErrorCode,
  type LoadedRun,
  type PendingDecision,
  type RunEventDraft,
  type RunEventPayload,
  type RunState,
} from '@signalbox/contracts';
import type { Tool } from '@signalbox/tool-sdk';

import { callModel } from './call-model.ts';
import { checkLimits, checkToolCalls, toDeadlineMs, toTimeFault } from './check-limits.ts';
import { chooseModel, listModels } from './choose-model.ts';
import { createToolOffers, type ToolOffer } from './create-tool-offers.ts';
import type { EngineServices } from './engine-services.ts';
import { estimateUsage } from './estimate-tokens.ts';
import { listSurplusCalls } from './list-surplus-calls.ts';
import { LiveCalls } from './live-calls.ts';
import { planEnd } from './plan-end.ts';
import { RunAbort, toAbortKind } from './run-abort.ts';
import { RunJournal } from './run-journal.ts';
import { isWaitingForPerson, runToolCall } from './run-tool-call.ts';
import { summariseRun } from './summarise-run.ts';

/** Claims after a dead holder, without getting further, before a run is given up. */
const maxRecoveries = 3;

interface Execution {
  readonly journal: RunJournal;
  readonly loaded: LoadedRun;
  readonly services: EngineServices;
  /** Aborts when another took the run or its time is over. */
  readonly signal: AbortSignal;
  /** Aborts also when this process stops: cuts model calls off, while tools under way may finish. */
  readonly modelSignal: AbortSignal;
  readonly toOffer: ReturnType<typeof createToolOffers>;
}

const end = (execution: Execution, payload: RunEventPayload<'run-end'>): Promise<void> =>
  execution.journal.close(planEnd(execution.journal.state, payload), (state, at) => ({
    type: 'end',
    summary: summariseRun(state, at),
  }));

const fail = (execution: Execution, code: ErrorCode, message: string): Promise<void> =>
  end(execution, { status: 'failed', error: { code, message } });

/** What a run taken from another process says first: that it was resumed, and that an open attempt is lost. */
const toResumeDrafts = (state: RunState, run: ClaimedRun): RunEventDraft[] => {
  if (state.attempts === 0 || (state.status === 'waiting' && !run.isAfterCrash)) return [];
  const { recoveries } = run;
  const drafts: RunEventDraft[] = [
    { type: 'run-resume', payload: { reason: run.isAfterCrash ? 'crash' : 'handover', recoveries } },
  ];
  if (state.modelCall) {
    const { attempt, estimatedInputTokens, estimatedCostNanoUsd } = state.modelCall.payload;
    const estimatedUsage = estimateUsage(estimatedInputTokens, []);
    drafts.push({
      type: 'model-call-discard',
      payload: { attempt, reason: 'crash', estimatedUsage, costNanoUsd: estimatedCostNanoUsd },
    });
  }
  return drafts;
};

/** The decisions that answer the newest request of their call; an older one was answered before. */
const toDecisionDrafts = (state: RunState, decisions: readonly PendingDecision[]): RunEventDraft[] =>
  decisions.flatMap(({ callId, requestSeq, decision, by, note }): RunEventDraft[] => {
    const call = state.calls.get(callId);
    if (!call || !isWaitingForPerson(call) || call.approval?.seq !== requestSeq) return [];
    return [{ type: 'approval-decision', payload: { callId, decision, by, ...(note !== null && { note }) } }];
  });

/** What is told of models that all failed: of one alone, why it did. */
const toFailureSentence = (models: number, reason = 'No model could be asked.'): string =>
  models === 1 ? reason : `None of the ${models} models could answer. The last: ${reason}`;

const nextModelTurn = async (execution: Execution, offer: ToolOffer): Promise<'goes-on' | 'ended'> => {
  const { journal, loaded, services } = execution;
  const { state } = journal;
  const fault = checkLimits(loaded.spec.limits, state, services.clock.now().getTime());
  if (fault) {
    await fail(execution, fault.code, fault.message);
    return 'ended';
  }
  const { workspaceId } = journal.run;
  const { parameters } = state;
  const choices = await listModels({ ...loaded, parameters }, () => services.models.defaultModel(workspaceId));
  const choice = chooseModel(choices, state.failures);
  const last = state.failures.at(-1);
  if (!choice) {
    await fail(execution, 'model.failed', toFailureSentence(choices.length, last?.message));
    return 'ended';
  }
  const provider = await services.models.provider(workspaceId, choice.provider);
  if (!provider) {
    const message = `No provider named ${choice.provider} is connected. Connect it in Settings → Models, or choose another model.`;
    await fail(execution, 'model.not-found', message);
    return 'ended';
  }
  await callModel({ journal, loaded, services, choice, provider, offer, signal: execution.modelSignal });
  return 'goes-on';
};

/** Takes every open call as far as it goes, all at once; answers whether the run can go on without a person. */
const runOpenCalls = async (
  execution: Execution,
  tools: ReadonlyMap<string, Tool>,
): Promise<'goes-on' | 'waits' | 'ended'> => {
  const { journal, loaded, services, signal } = execution;
  const { state } = journal;
  const calls = [...state.calls.values()].filter((call) => call.result === null);
  const stopped = calls.find((call) => call.decision?.decision === 'stop');
  if (stopped?.decision) {
    await end(execution, { status: 'cancelled', by: stopped.decision.by });
    return 'ended';
  }
  const surplus = listSurplusCalls(state);
  const fault = checkToolCalls(loaded.spec.limits, state.calls.size - surplus.size);
  if (fault) {
    await fail(execution, fault.code, fault.message);
    return 'ended';
  }
  const ready = calls.filter((call) => !isWaitingForPerson(call));
  const live = new LiveCalls(journal.run, services.liveText);
  const settled = await Promise.allSettled(
    ready.map((call) => runToolCall({ journal, services, tools, signal, live, isSurplus: surplus.has(call) }, call)),
  );
  const rejected = settled.find((outcome) => outcome.status === 'rejected');
  if (rejected) throw rejected.reason;
  return calls.some(isWaitingForPerson) ? 'waits' : 'goes-on';
};

const step = async (execution: Execution): Promise<'goes-on' | 'waits' | 'ended'> => {
  const { journal, loaded, services, signal, modelSignal, toOffer } = execution;
  const { state } = journal;
  if (toAbortKind(signal) === 'time-limit') {
    const fault = toTimeFault(loaded.spec.limits);
    await fail(execution, fault.code, fault.message);
    return 'ended';
  }
  modelSignal.throwIfAborted();
  if (state.response) {
    await end(execution, { status: 'completed' });
    return 'ended';
  }
  const offer = toOffer(await services.tools.enabledTools(journal.run.workspaceId));
  const hasOpenCalls = [...state.calls.values()].some((call) => call.result === null);
  return hasOpenCalls ? runOpenCalls(execution, offer.tools) : nextModelTurn(execution, offer);
};

const drive = async (execution: Execution): Promise<void> => {
  const { journal, loaded, services } = execution;
  const { run, state } = journal;
  const lostAttempt = state.modelCall?.payload.attempt;
  const drafts = toResumeDrafts(state, run);
  drafts.push(...toDecisionDrafts(state, loaded.decisions));
  if (drafts.length > 0) await journal.append(drafts);
  if (lostAttempt !== undefined) services.liveText.ended(run, lostAttempt);
  if (run.recoveries > maxRecoveries) {
    await fail(
      execution,
      'run.crash-loop',
      `The process died ${run.recoveries} times while this run was at the same point.`,
    );
    return;
  }
  for (;;) {
    const answer = await step(execution);
    if (answer === 'ended') return;
    if (answer === 'waits') {
      const waitsFor = [...state.calls.values()].find(isWaitingForPerson)?.approval?.reason ?? null;
      await journal.close([], () => ({ type: 'wait', wakes: run.wakes, waitsFor }));
      return;
    }
  }
};

const toOutcome = async (execution: Execution, error: unknown): Promise<'done' | 'released'> => {
  const abort = error instanceof RunAbort ? error.kind : toAbortKind(execution.signal);
  if (abort === 'fenced') return 'done';
  // says nothing about the run: whoever has its lease next goes on with it
  const isDatabaseAway = error instanceof AppError && error.code === 'database.unavailable';
  if (abort === 'handover' || isDatabaseAway) await execution.journal.flush();
  if (abort === 'handover') return 'released';
  if (isDatabaseAway) throw error;
  execution.services.onError(`run ${execution.journal.run.runId} failed inside the engine`, error);
  await fail(execution, 'run.internal', 'The run failed inside Signalbox. The server’s log says why.');
  return 'done';
};

/**
 * Takes a claimed run from the last event of its log to its end, to a wait for a person, or to the
 * point where a signal stops it. `released`: it stopped in order and may be given back at once.
 */
export const executeRun = async (
  run: ClaimedRun,
  services: EngineServices,
  control: { readonly revoked: AbortSignal; readonly stopping: AbortSignal; readonly onProgress: () => void },
): Promise<'done' | 'released'> => {
  const stored = await services.log.load(run);
  const own = new AbortController();
  const onFenced = (): void => own.abort(new RunAbort('fenced'));
  const { onProgress } = control;
  const journal = new RunJournal({ run, events: stored.events, services, onFenced, onProgress });
  // a definition that is tried stands in the request
  const loaded = { ...stored, spec: journal.state.spec ?? stored.spec };
  const { clock } = services;
  const nowMs = clock.now().getTime();
  const leftMs = toDeadlineMs(loaded.spec.limits, journal.state, nowMs) - nowMs;
  const timer = setTimeout(() => own.abort(new RunAbort('time-limit')), Math.max(0, leftMs));
  const signal = AbortSignal.any([control.revoked, own.signal]);
  const modelSignal = AbortSignal.any([signal, control.stopping]);
  const toOffer = createToolOffers(loaded.spec.tools);
  const execution = { journal, loaded, services, signal, modelSignal, toOffer };
  try {
    await drive(execution);
    return 'done';
  } catch (error) {
    return await toOutcome(execution, error);
  } finally {
    clearTimeout(timer);
  }
};
