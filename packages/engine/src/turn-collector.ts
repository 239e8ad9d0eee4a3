import {
  cleanText,
  type ContentBlock,
  type FinishReason,
  type JsonObject,
  JsonValue,
  type ModelUsage,
  type OpaqueState,
} from '@signalbox/contracts';
import { ModelError, type ModelEvent } from '@signalbox/models';

/** A tool call as a finished turn asks for it. Arguments that are no JSON are kept as the text that came. */
interface RequestedCall {
  readonly providerCallId: string | null;
  readonly tool: string;
  readonly arguments: JsonValue;
  /** Characters of the arguments that came, when they were too many: only their beginning is kept, as text. */
  readonly leftOutLength?: number;
  readonly opaque?: OpaqueState;
}

export interface CollectedTurn {
  readonly blocks: readonly ContentBlock[];
  readonly calls: readonly RequestedCall[];
  readonly finish: FinishReason;
  /** Null when the provider told none. */
  readonly usage: ModelUsage | null;
  readonly rawUsage?: JsonObject | undefined;
  readonly responseId?: string | undefined;
  readonly answeredBy?: string | undefined;
}

interface OpenBlock {
  readonly start: Extract<ModelEvent, { type: 'block-start' }>;
  readonly pieces: string[];
  opaque?: OpaqueState;
}

/** Longest arguments of one call, in UTF-16 units: more than any tool takes. */
export const maxArgumentsLength = 2 ** 20;
/** What is kept of longer ones, to see what they were. */
const keptLength = 200;
/** Longest text of one turn, thoughts included: several times what models answer, and however it is written less than an event holds. */
export const maxTurnTextLength = 2_000_000;

const toArguments = (pieces: readonly string[]): Pick<RequestedCall, 'arguments' | 'leftOutLength'> => {
  const text = pieces.join('');
  if (text.length > maxArgumentsLength) {
    return { arguments: cleanText(text.slice(0, keptLength)), leftOutLength: text.length };
  }
  if (text.trim() === '') return { arguments: {} };
  try {
    return { arguments: JsonValue.parse(JSON.parse(text)) };
  } catch {
    return { arguments: cleanText(text) };
  }
};

/** Builds a turn from a provider's events; what has arrived can be read at any time. */
export class TurnCollector {
  readonly #blocks = new Map<number, OpenBlock>();
  #finish: Extract<ModelEvent, { type: 'finish' }> | undefined;
  #textLength = 0;

  /** Throws `ModelError` (protocol) for a piece of no block, and when the text is longer than a turn's may be. */
  add(event: ModelEvent): void {
    switch (event.type) {
      case 'block-start':
        this.#blocks.set(event.block, { start: event, pieces: [] });
        break;
      case 'block-delta':
        this.#addPiece(event);
        break;
      case 'block-end':
        if (event.opaque) this.#open(event.block).opaque = event.opaque;
        break;
      case 'finish':
        this.#finish = event;
        break;
    }
  }

  /** Whether anything of an answer has come. */
  get hasBegun(): boolean {
    return this.#blocks.size > 0;
  }

  /** The text blocks so far, empty ones left out unless they carry opaque state. */
  blocks(): ContentBlock[] {
    return this.#inOrder().flatMap(({ start, pieces, opaque }): ContentBlock[] => {
      if (start.kind === 'tool-call') return [];
      const text = cleanText(pieces.join(''));
      return text === '' && !opaque ? [] : [{ type: start.kind, text, ...(opaque && { opaque }) }];
    });
  }

  /** The whole turn. Throws `ModelError` (protocol) when the stream ended before its end. */
  turn(): CollectedTurn {
    if (!this.#finish) throw new ModelError('protocol', 'The model’s answer was cut off before its end.');
    const calls = this.#inOrder().flatMap(({ start, pieces, opaque }): RequestedCall[] => {
      if (start.kind !== 'tool-call') return [];
      const providerCallId = start.callId;
      return [{ providerCallId, tool: start.tool, ...toArguments(pieces), ...(opaque && { opaque }) }];
    });
    const { reason: finish, usage, rawUsage, responseId, model: answeredBy } = this.#finish;
    return { blocks: this.blocks(), calls, finish, usage, rawUsage, responseId, answeredBy };
  }

  #addPiece({ block, text }: Extract<ModelEvent, { type: 'block-delta' }>): void {
    const { start, pieces } = this.#open(block);
    if (start.kind !== 'tool-call') this.#textLength += text.length;
    if (this.#textLength > maxTurnTextLength) {
      const message = `The model’s answer is longer than ${maxTurnTextLength / 1e6} million characters and was cut off.`;
      throw new ModelError('protocol', message);
    }
    pieces.push(text);
  }

  #open(block: number): OpenBlock {
    const open = this.#blocks.get(block);
    if (!open) throw new ModelError('protocol', `The provider sent a piece of block ${block} before its beginning.`);
    return open;
  }

  #inOrder(): OpenBlock[] {
    return [...this.#blocks.entries()].toSorted(([left], [right]) => left - right).map(([, block]) => block);
  }
}
