import type { RunEventDraft, ToolCallState, ToolOutcome } from '@signalbox/contracts';
import { type ParsedCall, type Tool, type ToolContext, ToolError } from '@signalbox/tool-sdk';

import { cutResult } from './cut-result.ts';
import type { EngineServices } from './engine-services.ts';
import { maxCallsPerTurn } from './list-surplus-calls.ts';
import type { LiveCalls } from './live-calls.ts';
import { toAbortKind } from './run-abort.ts';
import type { RunJournal } from './run-journal.ts';
import { maxArgumentsLength } from './turn-collector.ts';
import { untilAborted } from './until-aborted.ts';

interface ToolRun {
  readonly journal: RunJournal;
  readonly services: EngineServices;
  readonly tools: ReadonlyMap<string, Tool>;
  readonly signal: AbortSignal;
  readonly live: LiveCalls;
  /** Its turn asked for more calls than it may: this one is not made. */
  readonly isSurplus: boolean;
}

interface CallRun extends ToolRun {
  readonly call: ToolCallState;
}

/** A call whose tool is there and takes its arguments. */
interface ReadyCall extends CallRun {
  readonly tool: Tool;
  readonly parsed: ParsedCall;
}

interface Outcome {
  readonly outcome: ToolOutcome;
  readonly value: Parameters<typeof cutResult>[0];
}

const storeResult = async ({ journal, call }: CallRun, result: Outcome, startedMs: number): Promise<void> => {
  const durationMs = Math.max(0, performance.now() - startedMs);
  const { callId } = call.intent;
  const payload = { callId, outcome: result.outcome, ...cutResult(result.value), durationMs };
  const drafts: RunEventDraft[] = [{ type: 'tool-result', payload }];
  const isLast = [...journal.state.calls.values()].every((other) => other === call || other.result !== null);
  // the next turn begins at once, unless another call is still under way
  if (isLast) void journal.stage(drafts);
  else await journal.append(drafts);
};

const askPerson = ({ journal, call }: CallRun): Promise<void> => {
  const { callId, tool } = call.intent;
  const message = `${tool} was under way when it was cut off: it may or may not have happened.`;
  return journal.append([{ type: 'approval-request', payload: { callId, reason: 'unknown-outcome', message } }]);
};

const toContext = (
  { journal, services, call }: CallRun,
  { signal, progress }: Pick<ToolContext, 'signal' | 'progress'>,
): ToolContext => {
  const { workspaceId, runId } = journal.run;
  const { callId, idempotencyKey, tool } = call.intent;
  const reach = services.toolReach(workspaceId);
  return {
    signal,
    workspaceId,
    runId,
    callId,
    idempotencyKey,
    log: (message) => services.onError(`tool ${tool}: ${message}`, undefined),
    progress,
    fetch: reach.fetch,
    secret: reach.secret,
    // read when the tool wants it, since it is made then
    get folder() {
      return reach.folder;
    },
  };
};

/** Does a tool's work, until it has ended or the signal aborts: what the tool says after that is ignored. */
const work = async <Value>(
  run: CallRun,
  signal: AbortSignal,
  begin: (context: ToolContext) => Promise<Value>,
): Promise<Value> => {
  const said = run.live.open(run.call, signal);
  try {
    return await untilAborted(begin(toContext(run, { signal, progress: said.progress })), signal);
  } finally {
    said.end();
  }
};

const isLost = (signal: AbortSignal): boolean => {
  const abort = toAbortKind(signal);
  return abort === 'fenced' || abort === 'handover';
};

/** Runs the call once. `undefined`: it may have happened and nobody can tell. */
const execute = async (run: ReadyCall): Promise<Outcome | undefined> => {
  const { call, tool, parsed, services } = run;
  const timeout = AbortSignal.timeout(tool.timeoutMs);
  const signal = AbortSignal.any([run.signal, timeout]);
  try {
    return { outcome: 'ok', value: await work(run, signal, parsed.execute) };
  } catch (error) {
    if (error instanceof ToolError) return { outcome: 'error', value: `Error: ${error.message}` };
    if (isLost(run.signal)) throw run.signal.reason;
    const isWrite = call.intent.effect === 'write';
    if (run.signal.aborted) return { outcome: isWrite ? 'unknown' : 'cancelled', value: 'The run’s time was over.' };
    if (timeout.aborted && isWrite) return undefined;
    if (timeout.aborted) return { outcome: 'timeout', value: `Error: no answer within ${tool.timeoutMs / 1000} s.` };
    services.onError(`tool ${tool.name} failed`, error);
    const reason = error instanceof Error ? error.message : 'unknown fault';
    return { outcome: 'error', value: `Error: ${tool.name} failed: ${reason}` };
  }
};

const startAndExecute = async (run: ReadyCall): Promise<void> => {
  const { journal, call } = run;
  const { callId } = call.intent;
  await journal.append([{ type: 'tool-start', payload: { callId, execution: call.executions + 1 } }]);
  const startedMs = performance.now();
  const outcome = await execute(run);
  await (outcome ? storeResult(run, outcome, startedMs) : settleUnknown(run));
};

/** A `write` call that was cut off: the tool is asked what happened, else a person. */
const settleUnknown = async (run: ReadyCall): Promise<void> => {
  const { tool, parsed, services } = run;
  const startedMs = performance.now();
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(tool.timeoutMs)]);
  const answer = await work(run, signal, parsed.reconcile).catch((error: unknown) => {
    if (isLost(run.signal)) throw run.signal.reason;
    services.onError(`tool ${tool.name} could not reconcile`, error);
    return null;
  });
  if (answer === null) await askPerson(run);
  else if (answer.happened) await storeResult(run, { outcome: 'ok', value: answer.output }, startedMs);
  else if (!run.signal.aborted) await startAndExecute(run);
};

/** Whether the call has begun and nothing after that, a person's decision included, says what became of it. */
const isCutOff = (call: ToolCallState): boolean =>
  call.result === null && call.executions > (call.decision?.executions ?? 0);

/** Whether a person must decide before anything can happen to the call. */
export const isWaitingForPerson = (call: ToolCallState): boolean =>
  call.result === null && call.approval !== null && call.decision === null;

/** Why a call is not made whatever its tool says; undefined when there is no such reason. */
const findRefusal = ({ isSurplus }: ToolRun, { intent }: ToolCallState): string | undefined => {
  if (isSurplus) {
    return `TOOL_CALLS_TOO_MANY: only the first ${maxCallsPerTurn} calls of one turn are made. Ask for this one again.`;
  }
  if (intent.leftOutLength === undefined) return undefined;
  return (
    `TOOL_ARGS_TOO_LARGE: the arguments are ${intent.leftOutLength} characters long, and were left out. ` +
    `At most ${maxArgumentsLength} are taken: call again with less.`
  );
};

/**
 * Takes one open call as far as it can go: to its result, or to a question to a person. Arguments that
 * don't fit and unknown tools become error results, which the model reads.
 */
export const runToolCall = async (toolRun: ToolRun, call: ToolCallState): Promise<void> => {
  const run = { ...toolRun, call };
  const startedMs = performance.now();
  const refuse = (text: string): Promise<void> =>
    storeResult(run, { outcome: 'error', value: `Error: ${text}` }, startedMs);
  const { tool: name, arguments: value, effect } = call.intent;
  if (call.decision?.decision === 'happened' && !isCutOff(call)) {
    const text = `${call.decision.by.name} confirmed that it happened. Its output is not known.`;
    return storeResult(run, { outcome: 'ok', value: text }, startedMs);
  }
  const refusal = findRefusal(run, call);
  if (refusal !== undefined) return refuse(refusal);
  const tool = run.tools.get(name);
  const parsed = tool?.parse(value);
  if (isCutOff(call) && effect === 'write') {
    return tool && parsed?.ok === true ? settleUnknown({ ...run, tool, parsed }) : askPerson(run);
  }
  if (!tool || !parsed) {
    return refuse(`there is no enabled tool named ${name}. Available: ${[...run.tools.keys()].join(', ') || 'none'}.`);
  }
  return parsed.ok ? startAndExecute({ ...run, tool, parsed }) : refuse(parsed.message);
};
