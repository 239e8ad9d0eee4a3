import {
  cleanJson,
  cleanText,
  type ReportedRun,
  type ReportedStep,
  type RunEventDraft,
  toCallId,
} from '@signalbox/contracts';
import type { ReportEvent, ReportToolCall } from '@signalbox/database';
import { cutResult } from '@signalbox/engine';

interface OpenCall {
  readonly callId: string;
  readonly call: { -readonly [Field in keyof ReportToolCall]: ReportToolCall[Field] };
  /** As its sender names it. */
  readonly name: string | undefined;
  /** When it was made; null when that was not told. */
  readonly madeMs: number | null;
}

const toText = (text: string | undefined): string => cleanText(text ?? '');

/** Writes the log of a run that ran elsewhere, step by step. */
class ReportLog {
  readonly events: ReportEvent[] = [];
  readonly toolCalls: ReportToolCall[] = [];
  readonly #run: ReportedRun;
  readonly #runId: string;
  #at: string;
  #attempt = 1;
  #open: OpenCall[] = [];

  constructor(run: ReportedRun, runId: string) {
    this.#run = run;
    this.#runId = runId;
    this.#at = run.createdAt;
  }

  get #last(): ReportEvent['type'] | undefined {
    return this.events.at(-1)?.type;
  }

  add(event: RunEventDraft): void {
    this.events.push({ ...event, at: this.#at });
  }

  addRequest(text: string): void {
    this.add({
      type: 'user-request',
      payload: { text: cleanText(text), by: { kind: 'system', id: 'report', name: this.#run.initiator } },
    });
  }

  addResponse(text: string): void {
    this.add({
      type: 'agent-response',
      payload: { attempt: this.#attempt, blocks: [{ type: 'text', text: cleanText(text) }] },
    });
  }

  addStep(step: ReportedStep): void {
    if (step.at !== undefined) this.#at = new Date(step.at).toISOString();
    switch (step.type) {
      case 'user-request':
        return this.addRequest(step.text ?? '');
      case 'agent-thought':
        if (this.events.some(({ type }) => type === 'agent-thought' || type === 'tool-call')) this.#attempt += 1;
        return this.add({
          type: 'agent-thought',
          payload: { attempt: this.#attempt, blocks: [{ type: 'thinking', text: toText(step.text) }] },
        });
      case 'tool-call':
        // a call after a result is one of the next turn
        if (this.#last === 'tool-result') this.#attempt += 1;
        return void this.#addCall(step, step.tool ?? '');
      case 'tool-result':
        return this.#addResult(step);
      case 'agent-response':
        return this.addResponse(step.text ?? '');
    }
  }

  #addCall(step: ReportedStep, tool: string): OpenCall {
    const seq = this.events.length + 1;
    const callId = toCallId(this.#runId, seq);
    this.add({
      type: 'tool-call',
      payload: {
        callId,
        providerCallId: step.callId ?? null,
        attempt: this.#attempt,
        tool,
        arguments: cleanJson(step.arguments ?? {}),
        effect: step.effect ?? null,
        idempotencyKey: callId,
      },
    });
    const call = { seq, tool, at: this.#at, outcome: null, durationMs: null };
    const opened = { callId, call, name: step.callId, madeMs: step.at === undefined ? null : Date.parse(step.at) };
    this.toolCalls.push(call);
    this.#open.push(opened);
    return opened;
  }

  #addResult(step: ReportedStep): void {
    const { callId: name, tool, outcome = 'ok' } = step;
    const found =
      this.#open.find((each) => name !== undefined && each.name === name) ??
      this.#open.findLast((each) => name === undefined && (tool === undefined || each.call.tool === tool)) ??
      // what gave this result was not told
      this.#addCall({ type: 'tool-call' }, tool ?? name ?? 'unknown');
    this.#open = this.#open.filter((each) => each !== found);
    const tookMs = step.at === undefined || found.madeMs === null ? null : Date.parse(step.at) - found.madeMs;
    const durationMs = step.durationMs ?? (tookMs !== null && tookMs >= 0 ? tookMs : null);
    found.call.outcome = outcome;
    found.call.durationMs = durationMs;
    this.add({
      type: 'tool-result',
      payload: { callId: found.callId, outcome, durationMs, ...cutResult(step.text ?? '') },
    });
  }

  /** Tools that were named and stand in no step. */
  addNamedTools(): void {
    const known = Map.groupBy(this.toolCalls, ({ tool }) => tool);
    for (const tool of this.#run.tools) {
      if (known.get(tool)?.pop()) continue;
      this.toolCalls.push({
        seq: this.events.length + this.toolCalls.length + 1,
        tool,
        at: this.#run.createdAt,
        outcome: null,
        durationMs: null,
      });
    }
  }
}

/** The log of a reported run, whose time is in UTC, empty when none of it was told, and the tools that it used. */
export const toReportLog = (
  run: ReportedRun,
  { runId, isEnded }: { readonly runId: string; readonly isEnded: boolean },
): Pick<ReportLog, 'events' | 'toolCalls'> => {
  const log = new ReportLog(run, runId);
  const { input, output, error, steps, status } = run;
  const has = (type: ReportedStep['type']): boolean => steps.some((step) => step.type === type);
  if (input !== undefined && !has('user-request')) log.addRequest(input);
  for (const step of steps) log.addStep(step);
  if (output !== undefined && steps.at(-1)?.type !== 'agent-response') log.addResponse(output);
  if (log.events.length > 0 && isEnded && (status === 'completed' || status === 'failed' || status === 'cancelled')) {
    const failure = error && { code: error.code, message: cleanText(error.message) };
    log.add({ type: 'run-end', payload: { status, ...(failure && { error: failure }) } });
  }
  log.addNamedTools();
  return log;
};
