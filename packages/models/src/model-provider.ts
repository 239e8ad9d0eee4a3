import type {
  CallCost,
  ContentBlock,
  FinishReason,
  JsonObject,
  JsonValue,
  ModelCapabilities,
  ModelUsage,
  OpaqueState,
} from '@signalbox/contracts';
import type { z } from 'zod';

/** A tool as offered to a model. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonObject;
}

/** A tool call in the history of a conversation. */
export interface ToolCallBlock {
  readonly type: 'tool-call';
  readonly callId: string;
  readonly tool: string;
  readonly arguments: JsonValue;
  readonly opaque?: OpaqueState;
}

/** One message of a conversation, in no provider's form. Every tool call has a result in the message after it. */
export type ModelMessage =
  | { readonly role: 'user'; readonly text: string }
  | { readonly role: 'assistant'; readonly blocks: readonly (ContentBlock | ToolCallBlock)[] }
  | {
      readonly role: 'tool';
      readonly results: readonly {
        readonly callId: string;
        readonly tool: string;
        readonly text: string;
        readonly isError: boolean;
      }[];
    };

export interface ModelRequest {
  readonly model: string;
  readonly instructions: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly OfferedTool[];
  /** Already checked against the provider's schema. */
  readonly parameters: JsonObject;
}

/**
 * What a provider's stream yields. Blocks are numbered from 0 in the order they began; deltas of a
 * tool call are pieces of its arguments' JSON text. `finish` is the last event: a stream without it
 * was cut off.
 */
export type ModelEvent =
  | { readonly type: 'block-start'; readonly block: number; readonly kind: 'thinking' | 'text' | 'refusal' }
  | {
      readonly type: 'block-start';
      readonly block: number;
      readonly kind: 'tool-call';
      readonly callId: string | null;
      readonly tool: string;
    }
  | { readonly type: 'block-delta'; readonly block: number; readonly text: string }
  | { readonly type: 'block-end'; readonly block: number; readonly opaque?: OpaqueState }
  | {
      readonly type: 'finish';
      readonly reason: FinishReason;
      /** Null when the provider told none. */
      readonly usage: ModelUsage | null;
      /** The usage as the provider wrote it. */
      readonly rawUsage?: JsonObject;
      /** The provider's id of the answer. */
      readonly responseId?: string;
      /** The model that really answered, which an alias or a gateway may have chosen. */
      readonly model?: string;
    };

/** A model that a provider can call now. */
export interface OfferedModel {
  /** As the provider names it. */
  readonly model: string;
  readonly title: string;
  /** Whether it answers by rules and is no LLM. */
  readonly isScripted: boolean;
  /** Output tokens of one answer at most; null when there is no such limit or it is not known. */
  readonly maxOutputTokens: number | null;
  readonly capabilities: ModelCapabilities;
}

/** A vendor or server that runs models. One `*.provider.ts` file each. */
export interface ModelProvider {
  /** Stands in `provider/model` and in every log: never changes once released. */
  readonly id: string;
  readonly title: string;
  /** What people can choose from, which may be less than what works; nothing unless it is there. */
  readonly models?: () => readonly OfferedModel[];
  /** What this provider takes beside the conversation. */
  readonly parameters: z.ZodType<JsonObject>;
  /** Input tokens the model takes, or null when unknown. */
  readonly contextWindow: (model: string) => number | null;
  /** Cost of a call that began then; null when the model has no price. */
  readonly price: (model: string, usage: ModelUsage, at: Date) => CallCost | null;
  /**
   * One answer, in lists of the events that came together. Throws `ModelError` for every failure; an abort ends it by
   * throwing too.
   */
  readonly stream: (
    request: ModelRequest,
    options: { readonly signal: AbortSignal },
  ) => AsyncIterable<readonly ModelEvent[]>;
}
