import {
  type ContentBlock,
  type RunEvent,
  type RunState,
  reduceRun,
  type ToolCallState,
  type TurnState,
} from '@signalbox/contracts';
import type { ModelMessage } from '@signalbox/models';

import type { ToolOffer } from './create-tool-offers.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { dropFixed } from './fixed-arguments.ts';

/** Share of the model's window that history may fill; the rest is for instructions, tools and the answer. */
const windowShare = 0.75;
/** Window assumed for a model that tells none: the smallest that current models have. */
const defaultWindow = 32_000;

export interface SentHistory {
  readonly messages: readonly ModelMessage[];
  readonly omittedMessages: number;
  /** Of the messages sent. */
  readonly estimatedTokens: number;
}

/** Reasoning is readable by its issuer only, and opaque state means nothing to anybody else. */
const toSendable = (blocks: readonly ContentBlock[], provider: string): ContentBlock[] =>
  blocks.flatMap((block): ContentBlock[] => {
    if (block.opaque?.issuer === provider) return [block];
    return block.type === 'thinking' ? [] : [{ type: block.type, text: block.text }];
  });

/** For whom a history is told. */
interface Reader {
  readonly provider: string;
  readonly fixed: ToolOffer['fixed'];
}

const toToolCallBlock = ({ intent }: ToolCallState, { provider, fixed }: Reader) => ({
  type: 'tool-call' as const,
  callId: intent.callId,
  tool: intent.tool,
  arguments: dropFixed(intent.arguments, fixed.get(intent.tool)),
  ...(intent.opaque?.issuer === provider && { opaque: intent.opaque }),
});

const toResult = ({ intent, result }: ToolCallState) => ({
  callId: intent.callId,
  tool: intent.tool,
  text: result?.text ?? 'This call has no result: the run ended before it was done.',
  isError: result?.outcome !== 'ok',
});

const toTurnUnit = (turn: TurnState, reader: Reader): ModelMessage[] => {
  const calls = turn.calls.map((call) => toToolCallBlock(call, reader));
  const blocks = [...toSendable(turn.blocks, reader.provider), ...calls];
  if (blocks.length === 0) return [];
  const messages: ModelMessage[] = [{ role: 'assistant', blocks }];
  if (turn.calls.length > 0) messages.push({ role: 'tool', results: turn.calls.map(toResult) });
  return messages;
};

/** A run's messages in units that must be sent whole: the request, each turn with its results, the answer. */
const toUnits = (state: RunState, reader: Reader): ModelMessage[][] => {
  const units: ModelMessage[][] = [];
  if (state.request !== null) units.push([{ role: 'user', text: state.request }]);
  const { provider } = reader;
  const answer = state.response && toSendable(state.response, provider);
  for (const turn of state.turns) {
    // the last turn's reasoning belongs to the answer that follows it
    if (answer && turn === state.turns.at(-1) && turn.calls.length === 0) continue;
    units.push(toTurnUnit(turn, reader));
  }
  if (answer) {
    const last = state.turns.at(-1);
    const reasoning = last && last.calls.length === 0 ? toSendable(last.blocks, provider) : [];
    units.push([{ role: 'assistant', blocks: [...reasoning, ...answer] }]);
  }
  return units.filter((unit) => unit.length > 0);
};

const sizeOf = (unit: readonly ModelMessage[]): number => estimateTokens(JSON.stringify(unit));

/**
 * What the model gets of the conversation: of each run the request, the finished turns with the result
 * texts the model saw, and the answer; the newest units that fit three quarters of its window, and
 * always the run's own request and newest turn.
 */
export const toMessages = (options: {
  readonly history: readonly (readonly RunEvent[])[];
  readonly state: RunState;
  readonly provider: string;
  /** Arguments that the model does not see, by tool. */
  readonly fixed: ToolOffer['fixed'];
  readonly contextWindow: number | null;
}): SentHistory => {
  const { history, state, contextWindow } = options;
  const earlier = history.flatMap((events) => toUnits(reduceRun(events), options));
  const [request, ...own] = toUnits(state, options);
  const room = (contextWindow ?? defaultWindow) * windowShare;
  let estimatedTokens = request ? sizeOf(request) : 0;
  let omittedMessages = 0;
  let isFull = false;
  const fitting = (units: readonly ModelMessage[][], leastKept: number): ModelMessage[] => {
    const kept: ModelMessage[][] = [];
    for (const unit of units.toReversed()) {
      const size = sizeOf(unit);
      isFull ||= estimatedTokens + size > room && kept.length >= leastKept;
      if (isFull) {
        omittedMessages += unit.length;
        continue;
      }
      estimatedTokens += size;
      kept.unshift(unit);
    }
    return kept.flat();
  };
  const newest = fitting(own, 1);
  const oldest = fitting(earlier, 0);
  return { messages: [...oldest, ...(request ?? []), ...newest], omittedMessages, estimatedTokens };
};
