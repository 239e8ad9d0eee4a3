import { Buffer } from 'node:buffer';

import type { ToolCatalog } from '@signalbox/api';
import { AppError, cleanText, type ErrorIssue, type JsonValue, newId, type TestedTool } from '@signalbox/contracts';
import { type ToolReachSource, untilAborted } from '@signalbox/engine';
import { type ParsedCall, type Tool, type ToolContext, ToolError } from '@signalbox/tool-sdk';
import { z } from 'zod';

/** Most of a result that is answered, bytes of UTF-8: what the log of a run would keep. */
const maxResultBytes = 256 * 1024;
const maxIssues = 50;

const cutText = (text: string): Pick<TestedTool, 'text' | 'bytes'> => {
  const buffer = Buffer.from(text);
  const head = buffer.subarray(0, maxResultBytes);
  // the decoder keeps back a character that the cut went through
  return { text: new TextDecoder().decode(head, { stream: head.length < buffer.length }), bytes: buffer.length };
};

const toText = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The faults of arguments that the tool refused, each with its field; what only the tool knows of has none. */
const toIssues = (tool: Tool, values: JsonValue, message: string): readonly ErrorIssue[] => {
  const checked = z.fromJSONSchema({ ...tool.inputSchema }).safeParse(values);
  const issues = checked.success ? [] : checked.error.issues.slice(0, maxIssues);
  if (issues.length === 0) return [{ path: 'arguments', message }];
  return issues.flatMap((issue) => {
    const path = ['arguments', ...issue.path.map(String)];
    if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), message: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not a known field' }));
  });
};

const toFailure = (tool: Tool, error: unknown, timeout: AbortSignal): Pick<TestedTool, 'outcome' | 'text'> => {
  if (error instanceof ToolError) return { outcome: 'error', text: error.message };
  if (timeout.aborted)
    return { outcome: 'timeout', text: `${tool.name} gave no answer within ${tool.timeoutMs / 1000} s.` };
  const reason = error instanceof Error ? error.message : 'unknown fault';
  return { outcome: 'error', text: `${tool.name} failed: ${reason}` };
};

const execute = async (
  { tool, call }: { readonly tool: Tool; readonly call: ParsedCall },
  {
    signal: given,
    toContext,
  }: { readonly signal: AbortSignal; readonly toContext: (signal: AbortSignal) => ToolContext },
): Promise<TestedTool> => {
  const timeout = AbortSignal.timeout(tool.timeoutMs);
  const signal = AbortSignal.any([given, timeout]);
  const startedMs = performance.now();
  const toTested = (outcome: TestedTool['outcome'], text: string): TestedTool => ({
    outcome,
    ...cutText(cleanText(text)),
    durationMs: Math.max(0, performance.now() - startedMs),
  });
  try {
    return toTested('ok', toText(await untilAborted(call.execute(toContext(signal)), signal)));
  } catch (error) {
    if (given.aborted) return toTested('cancelled', 'The test was given up before the tool had answered.');
    const { outcome, text } = toFailure(tool, error, timeout);
    return toTested(outcome, text);
  }
};

export interface TestPreparerOptions {
  /** As of now. */
  readonly tools: () => ReadonlyMap<string, Tool>;
  readonly toolReach: ToolReachSource;
  readonly log: (message: string) => void;
}

/** Calls of these tools outside any run, for `ToolCatalog`; `log` gets what they say. */
export const createTestPreparer =
  ({ tools, toolReach, log }: TestPreparerOptions): ToolCatalog['prepareTest'] =>
  ({ workspaceId, name, arguments: values }) => {
    const tool = tools().get(name);
    if (!tool) throw new AppError('tool.not-found', `There is no tool ${name}.`);
    const call = tool.parse(values);
    if (!call.ok) throw new AppError('request.invalid', call.message, { issues: toIssues(tool, values, call.message) });
    // a run and a call that nobody else has, for tools that write them down or send the key on
    const runId = newId();
    const callId = `${runId}.1`;
    const { fetch, secret } = toolReach(workspaceId);
    const toContext = (signal: AbortSignal): ToolContext => ({
      signal,
      workspaceId,
      runId,
      callId,
      idempotencyKey: callId,
      log,
      progress: () => undefined,
      fetch,
      secret,
      get folder() {
        return toolReach(workspaceId).folder;
      },
    });
    return (signal) => execute({ tool, call }, { signal, toContext });
  };
