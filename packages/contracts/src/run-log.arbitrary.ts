import fc from 'fast-check';

import { emptyUsage } from './count-tokens.ts';
import { reduceRun } from './reduce-run.ts';
import type { RunEvent, RunEventDraft } from './run-events.ts';
import { toCallId } from './to-call-id.ts';

const by = { kind: 'user', id: 'u', name: 'U' } as const;
const runId = '01900000-0000-7000-8000-000000000000';

const usage = fc.integer({ min: 0, max: 10_000 }).map((inputFresh) => ({ ...emptyUsage, inputFresh, outputText: 3 }));
const cost = fc.option(fc.integer({ min: 0, max: 1_000_000 }));
const effect = fc.constantFrom('read' as const, 'idempotent' as const, 'write' as const);
const outcome = fc.constantFrom('ok' as const, 'error' as const, 'timeout' as const);

/** One call's way from its start to its result, with crashes and a person's decision on the way. */
const callPath = fc.record({ effect, outcome, restarts: fc.nat(2), isAsked: fc.boolean() });

const turn = fc.record({
  discards: fc.array(fc.record({ reason: fc.constantFrom('crash' as const, 'error' as const), usage, cost }), {
    maxLength: 2,
  }),
  usage,
  cost,
  hasThought: fc.boolean(),
  calls: fc.array(callPath, { minLength: 1, maxLength: 3 }),
});

type Turn = typeof turn extends fc.Arbitrary<infer Value> ? Value : never;

/** Writes a log as the engine does: each event gets the next seq. */
class LogBuilder {
  readonly events: RunEvent[] = [];
  #attempt = 0;

  add(draft: RunEventDraft): void {
    const seq = this.events.length + 1;
    const at = new Date(Date.UTC(2026, 0, 1) + seq * 1000).toISOString();
    this.events.push({ ...draft, seq, epoch: 1, at });
  }

  startAttempt(): void {
    this.#attempt += 1;
    this.add({
      type: 'model-call-start',
      payload: {
        attempt: this.#attempt,
        provider: 'p',
        model: 'm',
        parameters: {},
        toolSetDigest: null,
        messages: 1,
        omittedMessages: 0,
        estimatedInputTokens: 1,
        estimatedCostNanoUsd: 0,
      },
    });
  }

  endAttempt(used: typeof emptyUsage, costNanoUsd: number | null, finish: 'stop' | 'tool-calls'): void {
    const attempt = this.#attempt;
    this.add({
      type: 'model-call-end',
      payload: { attempt, finish, usage: used, costNanoUsd, firstTokenMs: 1, latencyMs: 2 },
    });
  }

  addTurn({ discards, calls, hasThought, ...end }: Turn): void {
    for (const { reason, usage: estimatedUsage, cost: costNanoUsd } of discards) {
      this.startAttempt();
      if (reason === 'crash') this.add({ type: 'run-resume', payload: { reason, recoveries: 1 } });
      this.add({
        type: 'model-call-discard',
        payload: { attempt: this.#attempt, reason, estimatedUsage, costNanoUsd },
      });
    }
    this.startAttempt();
    const attempt = this.#attempt;
    if (hasThought)
      this.add({ type: 'agent-thought', payload: { attempt, blocks: [{ type: 'thinking', text: 'hm' }] } });
    const ids = calls.map((call) => {
      const callId = toCallId(runId, this.events.length + 1);
      const intent = {
        callId,
        providerCallId: null,
        attempt,
        tool: 't',
        arguments: {},
        effect: call.effect,
        idempotencyKey: 'k',
      };
      this.add({ type: 'tool-call', payload: intent });
      return callId;
    });
    this.endAttempt(end.usage, end.cost, 'tool-calls');
    for (const [index, call] of calls.entries()) this.#runCall(ids[index] ?? '', call);
  }

  #runCall(callId: string, { outcome: result, restarts, isAsked }: Turn['calls'][number]): void {
    for (let execution = 1; execution <= restarts + 1; execution += 1)
      this.add({ type: 'tool-start', payload: { callId, execution } });
    if (isAsked) {
      this.add({ type: 'approval-request', payload: { callId, reason: 'unknown-outcome', message: '?' } });
      this.add({ type: 'approval-decision', payload: { callId, decision: 'happened', by } });
    }
    this.add({ type: 'tool-result', payload: { callId, outcome: result, text: 'r', bytes: 1, durationMs: 1 } });
  }

  end(status: 'completed' | 'failed' | 'cancelled'): void {
    if (status === 'completed') {
      this.startAttempt();
      this.endAttempt(emptyUsage, 0, 'stop');
      this.add({
        type: 'agent-response',
        payload: { attempt: this.#attempt, blocks: [{ type: 'text', text: 'done' }] },
      });
    }
    this.add({ type: 'run-end', payload: { status } });
  }
}

/** Logs of ended runs, as the engine would have written them. */
export const runLog: fc.Arbitrary<RunEvent[]> = fc
  .record({
    turns: fc.array(turn, { maxLength: 4 }),
    status: fc.constantFrom('completed' as const, 'failed' as const, 'cancelled' as const),
  })
  .map(({ turns, status }) => {
    const log = new LogBuilder();
    log.add({ type: 'user-request', payload: { text: 'go', by } });
    for (const each of turns) log.addTurn(each);
    log.end(status);
    return log.events;
  })
  .filter((events) => reduceRun(events).end !== null);
