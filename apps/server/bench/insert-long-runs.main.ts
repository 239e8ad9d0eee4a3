import {
  emptyUsage,
  newId,
  RunEvent,
  type RunEventDraft,
  type RunEventPayload,
  toCallId,
  AgentSpec,
} from '@signalbox/contracts';
import { type Database, findFirstWorkspace, openDatabase } from '@signalbox/database';
import { insertTestAgent } from '@signalbox/database/testing';

/** Model calls of a run; each is six events. */
const turns = 6667;
/** A model call takes so long. */
const turnMs = 2000;
const rowsAtOnce = 2000;

const letters = ['ta', 'ren', 'mi', 'os', 'ka', 'ver', 'lu', 'nth', 'ed', 'ing', 'pro', 'qu', 'sa', 'el', 'for', 'xi'];

/** One of 4,096 words, as uneven as those of a text. */
const toWord = (number: number): string => {
  const bits = Math.imul(number, 2_654_435_761) >>> 20;
  const parts = [letters[bits >> 8], letters[(bits >> 4) & 15], letters[bits & 15]];
  return parts.slice(0, 1 + (number % 3)).join('');
};

/** Words, so many characters of them, each time others. */
const write = (length: number, from: number): string => {
  let text = '';
  for (let number = from * 31; text.length < length; number += 1) text += `${toWord(number)} `;
  return text.slice(0, length).trimEnd();
};

const by = { kind: 'local', id: 'bench', name: 'Bench' } as const;
const spec = AgentSpec.parse({
  instructions: 'Go through all orders.',
  tools: 'all',
  limits: { steps: 1000, toolCalls: 10_000, wallTimeMs: 86_400_000 },
});

/** Results are short for the most part; some are tables of JSON, few are pages. */
const toResult = (turn: number): string => {
  if (turn % 50 === 0) return Array.from({ length: 120 }, (_, line) => write(100, turn + line)).join('\n');
  if (turn % 3 !== 0) return write(200 + (turn % 7) * 60, turn);
  const orders = Array.from({ length: 12 }, (_, index) => ({
    id: turn * 100 + index,
    state: 'paid',
    note: write(60, index),
  }));
  return JSON.stringify({ orders, next: turn + 1 });
};

const toModelCall = (attempt: number): RunEventPayload<'model-call-start'> => ({
  attempt,
  provider: 'demo',
  model: 'demo',
  parameters: {},
  toolSetDigest: null,
  messages: attempt * 2,
  omittedMessages: 0,
  estimatedInputTokens: 1000,
  estimatedCostNanoUsd: 1000,
});

const toUsage = (attempt: number): RunEventPayload<'model-call-end'> => ({
  attempt,
  finish: 'tool-calls',
  usage: { ...emptyUsage, inputFresh: 900 + (attempt % 100), outputText: 80 },
  costNanoUsd: 12_000,
  firstTokenMs: 240,
  latencyMs: 900,
});

/** A turn: the model thinks and calls a tool, which answers. */
const toTurn = (runId: string, attempt: number, firstSeq: number): readonly RunEventDraft[] => {
  const callId = toCallId(runId, firstSeq + 2);
  const text = toResult(attempt);
  return [
    { type: 'model-call-start', payload: toModelCall(attempt) },
    {
      type: 'agent-thought',
      payload: { attempt, blocks: [{ type: 'thinking', text: write(180 + (attempt % 9) * 40, attempt) }] },
    },
    {
      type: 'tool-call',
      payload: {
        callId,
        providerCallId: `call_${attempt}`,
        attempt,
        tool: 'find_orders',
        arguments: { query: write(60, attempt), page: attempt, states: ['paid', 'refunded'] },
        effect: 'write',
        idempotencyKey: callId,
      },
    },
    { type: 'model-call-end', payload: toUsage(attempt) },
    { type: 'tool-start', payload: { callId, execution: 1 } },
    {
      type: 'tool-result',
      payload: {
        callId,
        outcome: attempt % 40 === 0 ? 'error' : 'ok',
        text,
        bytes: Buffer.byteLength(text),
        durationMs: 35,
      },
    },
  ];
};

const answer = `# Orders\n\n${Array.from({ length: 6 }, (_, index) => `${write(400, index)}.\n`).join('\n')}`;

const toLog = (runId: string, isOver: boolean): readonly RunEvent[] => {
  const drafts: RunEventDraft[] = [{ type: 'user-request', payload: { text: spec.instructions, by } }];
  for (let turn = 1; turn <= turns; turn += 1) drafts.push(...toTurn(runId, turn, drafts.length + 1));
  if (isOver) {
    const attempt = turns + 1;
    drafts.push(
      { type: 'model-call-start', payload: toModelCall(attempt) },
      { type: 'model-call-end', payload: { ...toUsage(attempt), finish: 'stop' } },
      { type: 'agent-response', payload: { attempt, blocks: [{ type: 'text', text: answer }] } },
      { type: 'run-end', payload: { status: 'completed' } },
    );
  } else {
    const [callId, last] = [toCallId(runId, drafts.length - 3), drafts.pop()];
    if (last?.type !== 'tool-result' || last.payload.callId !== callId) throw new Error('no call is left open');
    drafts.push({
      type: 'approval-request',
      payload: { callId, reason: 'unknown-outcome', message: 'It may have happened.' },
    });
  }
  const startMs = Date.now() - turns * turnMs;
  return drafts.map((draft, index) =>
    RunEvent.parse({ ...draft, seq: index + 1, epoch: 1, at: new Date(startMs + (index * turnMs) / 6).toISOString() }),
  );
};

interface Place {
  readonly workspaceId: string;
  readonly agentId: string;
  readonly conversationId: string;
}

const insertLongRun = async ({ db }: Database, place: Place, isOver: boolean): Promise<string> => {
  const id = newId();
  const events = toLog(id, isOver);
  const { workspaceId } = place;
  const at = events[0]?.at ?? '';
  await db
    .insertInto('runs')
    .values({
      ...place,
      id,
      previousRunId: null,
      version: 1,
      source: 'api',
      status: isOver ? 'completed' : 'waiting',
      waitsFor: isOver ? null : 'unknown-outcome',
      modelOverride: null,
      inputPreview: spec.instructions,
      createdAt: at,
      startedAt: at,
      ...(isOver && {
        endedAt: events.at(-1)?.at ?? at,
        durationMs: turns * turnMs,
        outputPreview: answer.slice(0, 300),
      }),
    })
    .execute();
  if (!isOver) {
    await db
      .insertInto('runHeads')
      .values({ runId: id, workspaceId, nextSeq: events.length + 1, leaseEpoch: 1 })
      .execute();
  }
  for (let from = 0; from < events.length; from += rowsAtOnce) {
    const rows = events
      .slice(from, from + rowsAtOnce)
      .map(({ payload, ...event }) => ({ ...event, runId: id, workspaceId, payload: JSON.stringify(payload) }));
    await db.insertInto('runEvents').values(rows).execute();
  }
  return id;
};

/**
 * Inserts two runs of 40,000 events, one completed and one that waits for a person, into the data folder that is named:
 * no server may use it, and somebody must have set it up. Prints their ids as JSON.
 */
const [, , dataDir = ''] = process.argv;
const fail = (error: Error): void => {
  throw error;
};
const database = await openDatabase({ databaseUrl: undefined, dataDir, log: () => undefined, onFatal: fail });
const workspace = await findFirstWorkspace(database.authDb);
if (!workspace) throw new Error('nobody has set up this folder');
const place = await insertTestAgent(database, workspace.id, { name: 'Long', spec });
const completed = await insertLongRun(database, place, true);
const waiting = await insertLongRun(database, place, false);
await database.close();
process.stdout.write(`${JSON.stringify({ completed, waiting })}\n`);
