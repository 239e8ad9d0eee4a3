import type { RunEventPayload, ToolCallState, ToolOutcome } from '@signalbox/contracts';
import { type ParsedCall, type Tool, type ToolContext, ToolError } from '@signalbox/tool-sdk';

import { cutResult } from './cut-result.ts';
import type { EngineServices } from './engine-services.ts';
import { toAbortKind } from './run-abort.ts';
import type { RunJournal } from './run-journal.ts';

interface ToolRun {
  readonly journal: RunJournal;
  readonly services: EngineServices;
  readonly tools: ReadonlyMap<string, Tool>;
  readonly signal: AbortSignal;
}

interface Outcome {
  readonly outcome: ToolOutcome;
  readonly value: Parameters<typeof cutResult>[0];
}

const unknownMessage = (call: ToolCallState): string =>
  `${call.intent.tool} was under way when it was cut off: it may or may not have happened.`;

const storeResult = (run: ToolRun, call: ToolCallState, result: Outcome, startedMs: number): Promise<void> => {
  const durationMs = Math.max(0, performance.now() - startedMs);
  const payload: RunEventPayload<'tool-result'> = {
    callId: call.intent.callId,
    outcome: result.outcome,
    ...cutResult(result.value),
    durationMs,
  };
  return run.journal.append([{ type: 'tool-result', payload }]);
};

const askPerson = (run: ToolRun, call: ToolCallState): Promise<void> =>
  run.journal.append([
    {
      type: 'approval-request',
      payload: { callId: call.intent.callId, reason: 'unknown-outcome', message: unknownMessage(call) },
    },
  ]);

/** Settles as the tool does, or rejects when the signal aborts, whichever is first: a deaf tool holds nothing. */
const untilAborted = async <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> => {
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

const toContext = (run: ToolRun, call: ToolCallState, signal: AbortSignal): ToolContext => ({
  signal,
  workspaceId: run.journal.run.workspaceId,
  runId: run.journal.run.runId,
  callId: call.intent.callId,
  idempotencyKey: call.intent.idempotencyKey,
  log: (message) => run.services.onError(`tool ${call.intent.tool}: ${message}`, undefined),
});

/** Runs the call once. `undefined`: it may have happened and nobody can tell. */
const execute = async (run: ToolRun, call: ToolCallState, tool: Tool, parsed: ParsedCall): Promise<Outcome | undefined> => {
  const timeout = AbortSignal.timeout(tool.timeoutMs);
  const signal = AbortSignal.any([run.signal, timeout]);
  try {
    const value = await untilAborted(parsed.execute(toContext(run, call, signal)), signal);
    return { outcome: 'ok', value };
  } catch (error) {
    if (error instanceof ToolError) return { outcome: 'error', value: `Error: ${error.message}` };
    const abort = toAbortKind(run.signal);
    if (abort === 'fenced' || abort === 'handover') throw run.signal.reason;
    const isWrite = call.intent.effect === 'write';
    if (abort === 'time-limit') return { outcome: isWrite ? 'unknown' : 'cancelled', value: 'The run’s time was over.' };
    if (timeout.aborted && isWrite) return undefined;
    if (timeout.aborted) return { outcome: 'timeout', value: `Error: no answer within ${tool.timeoutMs / 1000} s.` };
    run.services.onError(`tool ${tool.name} failed`, error);
    return { outcome: 'error', value: `Error: ${tool.name} failed: ${error instanceof Error ? error.message : 'unknown fault'}` };
  }
};

const startAndExecute = async (run: ToolRun, call: ToolCallState, tool: Tool, parsed: ParsedCall): Promise<void> => {
  const { callId } = call.intent;
  await run.journal.append([{ type: 'tool-start', payload: { callId, execution: call.executions + 1 } }]);
  const startedMs = performance.now();
  const outcome = await execute(run, call, tool, parsed);
  await (outcome ? storeResult(run, call, outcome, startedMs) : settleUnknown(run, call, tool, parsed));
};

/** A `write` call that was cut off: the tool is asked what happened, else a person. */
const settleUnknown = async (run: ToolRun, call: ToolCallState, tool: Tool, parsed: ParsedCall): Promise<void> => {
  const startedMs = performance.now();
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(tool.timeoutMs)]);
  const answer = await untilAborted(parsed.reconcile(toContext(run, call, signal)), signal).catch((error: unknown) => {
    const abort = toAbortKind(run.signal);
    if (abort === 'fenced' || abort === 'handover') throw run.signal.reason;
    run.services.onError(`tool ${tool.name} could not reconcile`, error);
    return null;
  });
  if (answer === null) await askPerson(run, call);
  else if (answer.happened) await storeResult(run, call, { outcome: 'ok', value: answer.output }, startedMs);
  else if (!run.signal.aborted) await startAndExecute(run, call, tool, parsed);
};

/** Whether the call has begun and nothing after that, a person's decision included, says what became of it. */
export const isCutOff = (call: ToolCallState): boolean =>
  call.result === null && call.executions > (call.decision?.executions ?? 0);

/** Whether a person must decide before anything can happen to the call. */
export const isWaitingForPerson = (call: ToolCallState): boolean =>
  call.result === null && call.approval !== null && call.decision === null;

/**
 * Takes one open call as far as it can go: to its result, or to a question to a person. Arguments that
 * don't fit and unknown tools become error results, which the model reads.
 */
export const runToolCall = async (run: ToolRun, call: ToolCallState): Promise<void> => {
  const startedMs = performance.now();
  const { tool: name, arguments: value, effect } = call.intent;
  if (call.decision?.decision === 'happened' && !isCutOff(call)) {
    const text = `${call.decision.by.name} confirmed that it happened. Its output is not known.`;
    return storeResult(run, call, { outcome: 'ok', value: text }, startedMs);
  }
  const tool = run.tools.get(name);
  const parsed = tool?.parse(value);
  if (isCutOff(call) && effect === 'write') {
    if (tool && parsed?.ok === true) return settleUnknown(run, call, tool, parsed);
    return askPerson(run, call);
  }
  if (!tool || !parsed) {
    const text = `Error: there is no enabled tool named ${name}. Available: ${[...run.tools.keys()].join(', ') || 'none'}.`;
    return storeResult(run, call, { outcome: 'error', value: text }, startedMs);
  }
  if (!parsed.ok) return storeResult(run, call, { outcome: 'error', value: `Error: ${parsed.message}` }, startedMs);
  return startAndExecute(run, call, tool, parsed);
};
