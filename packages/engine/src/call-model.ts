import { hash } from 'node:crypto';

import {
  type CallCost,
  emptyUsage,
  fillInstructions,
  type LoadedRun,
  type ModelChoice,
  type RunEventDraft,
  type RunEventPayload,
  toBookedCost,
  toCallId,
} from '@signalbox/contracts';
import { ModelError, type ModelProvider, type ModelRequest } from '@signalbox/models';

import { bookTurn } from './book-turn.ts';
import { countFailures, toRetryDelayMs } from './choose-model.ts';
import type { ToolOffer } from './create-tool-offers.ts';
import type { EngineServices } from './engine-services.ts';
import { estimateTokens, estimateUsage } from './estimate-tokens.ts';
import { addFixed } from './fixed-arguments.ts';
import { LiveTurn } from './live-turn.ts';
import { toAbortKind } from './run-abort.ts';
import type { RunJournal } from './run-journal.ts';
import { toMessages } from './to-messages.ts';
import { type CollectedTurn, TurnCollector } from './turn-collector.ts';
import { watchStream } from './watch-stream.ts';

interface ModelCall {
  readonly journal: RunJournal;
  readonly loaded: LoadedRun;
  readonly services: EngineServices;
  readonly choice: ModelChoice;
  readonly provider: ModelProvider;
  readonly offer: ToolOffer;
  readonly signal: AbortSignal;
}

interface TurnParts {
  readonly collector: TurnCollector;
  readonly live: LiveTurn;
  readonly onText: () => void;
}

/** The runs of the conversation that the definition lets the model see. */
const toSeenHistory = ({ history, spec: { historyRuns } }: LoadedRun): LoadedRun['history'] =>
  historyRuns === null ? history : history.slice(history.length - Math.min(historyRuns, history.length));

/** Stored before the call, so that an attempt the provider saw is in the log whatever happens next. */
const startCall = async (call: ModelCall): Promise<ModelRequest> => {
  const { journal, loaded, services, choice, provider, offer } = call;
  const { digest: toolSetDigest } = offer;
  if (toolSetDigest !== null) await services.log.saveToolSet(journal.run.workspaceId, toolSetDigest, offer.json);
  const { messages, omittedMessages, estimatedTokens } = toMessages({
    history: toSeenHistory(loaded),
    state: journal.state,
    provider: provider.id,
    fixed: offer.fixed,
    contextWindow: provider.contextWindow(choice.model),
  });
  const instructions = fillInstructions(loaded.spec, journal.state.variables);
  const estimatedInputTokens = estimateTokens(instructions) + estimateTokens(offer.json) + estimatedTokens;
  const payload: RunEventPayload<'model-call-start'> = {
    attempt: journal.state.attempts + 1,
    provider: choice.provider,
    model: choice.model,
    parameters: choice.parameters,
    toolSetDigest,
    messages: messages.length,
    omittedMessages,
    estimatedInputTokens,
    estimatedCostNanoUsd: toBookedCost(
      provider.price(choice.model, estimateUsage(estimatedInputTokens, []), services.clock.now()),
    ).costNanoUsd,
  };
  await journal.append([{ type: 'model-call-start', payload }]);
  return { model: choice.model, instructions, messages, tools: offer.offered, parameters: choice.parameters };
};

const toTurnDrafts = (
  call: ModelCall,
  turn: CollectedTurn,
  end: RunEventPayload<'model-call-end'>,
): RunEventDraft[] => {
  const { journal, offer } = call;
  const { attempt } = end;
  const drafts: RunEventDraft[] = [];
  const isAnswer = turn.calls.length === 0;
  const thought = isAnswer ? turn.blocks.filter((block) => block.type === 'thinking') : turn.blocks;
  if (thought.length > 0) drafts.push({ type: 'agent-thought', payload: { attempt, blocks: [...thought] } });
  for (const requested of turn.calls) {
    const callId = toCallId(journal.run.runId, journal.state.nextSeq + drafts.length);
    const asked = addFixed(requested.arguments, offer.fixed.get(requested.tool));
    const parsed = offer.tools.get(requested.tool)?.parse(asked);
    drafts.push({
      type: 'tool-call',
      payload: {
        ...requested,
        arguments: asked,
        callId,
        attempt,
        effect: parsed?.ok === true ? parsed.effect : 'read',
        idempotencyKey: hash('sha256', `${journal.run.runId} ${callId} ${requested.tool}`),
      },
    });
  }
  drafts.push({ type: 'model-call-end', payload: end });
  if (isAnswer) {
    const blocks = turn.blocks.filter((block) => block.type !== 'thinking');
    drafts.push({ type: 'agent-response', payload: { attempt, blocks } });
  }
  return drafts;
};

const noCost: CallCost = { lines: [], isEstimated: false };

/** Stores that the attempt failed; answers with the wait before the next one, null when there is none. */
const discard = async (call: ModelCall, collector: TurnCollector, error: unknown): Promise<number | null> => {
  const { journal, choice, provider, services, signal } = call;
  const open = journal.state.modelCall;
  if (!open) throw error;
  const isOurs = signal.aborted;
  if (!(error instanceof ModelError) && !isOurs) services.onError(`provider ${provider.id} threw`, error);
  const fault =
    error instanceof ModelError ? error : new ModelError('protocol', 'The provider failed in an unexpected way.');
  const blocks = collector.blocks();
  const isFree = fault.isRefusal && !collector.hasBegun;
  const estimatedUsage = isFree ? emptyUsage : estimateUsage(open.payload.estimatedInputTokens, blocks);
  const cost = isFree ? noCost : provider.price(choice.model, estimatedUsage, new Date(open.at));
  const failed = countFailures(journal.state.failures, choice) + 1;
  const mayRetry = !isOurs && fault.isRetryable;
  const retryInMs = mayRetry ? toRetryDelayMs(failed, fault.retryAfterMs) : null;
  await journal.append([
    {
      type: 'model-call-discard',
      payload: {
        attempt: open.payload.attempt,
        reason: isOurs ? 'cancelled' : 'error',
        ...(!isOurs && { error: { code: fault.kind, message: fault.message } }),
        ...(blocks.length > 0 && { blocks }),
        estimatedUsage,
        ...toBookedCost(cost),
        ...(retryInMs !== null && { retryInMs }),
      },
    },
  ]);
  return retryInMs;
};

/** The turn as the provider streams it, told to viewers meanwhile. */
const streamTurn = async (call: ModelCall, request: ModelRequest, parts: TurnParts): Promise<CollectedTurn> => {
  const { provider, services, signal } = call;
  const { collector, live, onText } = parts;
  const open = (abort: AbortSignal) => provider.stream(request, { signal: abort });
  for await (const events of watchStream(open, signal, services.watchdogs)) {
    for (const event of events) {
      if (event.type === 'block-delta') onText();
      collector.add(event);
      live.add(event);
    }
  }
  return collector.turn();
};

/** Makes the attempt and stores how it ended; answers with the wait before the next one, null for none. */
const attemptTurn = async (call: ModelCall, request: ModelRequest, live: LiveTurn): Promise<number | null> => {
  const { journal, services, provider, signal, choice } = call;
  const attempt = journal.state.attempts;
  const collector = new TurnCollector();
  const startedAt = services.clock.now();
  const startedMs = performance.now();
  let firstTokenMs: number | null = null;
  const onText = (): void => void (firstTokenMs ??= performance.now() - startedMs);
  let turn: CollectedTurn;
  try {
    turn = await streamTurn(call, request, { collector, live, onText });
  } catch (error) {
    const abort = toAbortKind(signal);
    try {
      if (abort === 'fenced' || abort === 'handover') throw signal.reason;
      live.flush();
      return await discard(call, collector, error);
    } finally {
      live.end();
    }
  }
  live.flush();
  const latencyMs = performance.now() - startedMs;
  const { estimatedInputTokens = 0 } = journal.state.modelCall?.payload ?? {};
  const booked = bookTurn(turn, { provider, model: choice.model, startedAt, estimatedInputTokens });
  const stored = journal.stage(toTurnDrafts(call, turn, { attempt, ...booked, firstTokenMs, latencyMs }));
  const end = (): void => live.end();
  stored.then(end, end);
  return null;
};

/**
 * One attempt at the run's next turn. Afterwards the log holds either the whole turn (reasoning, tool
 * intents, usage, answer; one commit) or the discarded attempt, and after a fault that may pass the
 * wait before the next attempt is over. A call cut off because another took the run, or this process
 * stops, is left open for whoever goes on.
 */
export const callModel = async (call: ModelCall): Promise<void> => {
  const { journal, services, signal } = call;
  const request = await startCall(call);
  const live = new LiveTurn(journal.run, journal.state.attempts, services.liveText);
  const waitMs = await attemptTurn(call, request, live);
  if (waitMs !== null) await services.clock.sleep(waitMs, signal);
};
