import type { JsonValue, ToolEffect } from '@signalbox/contracts';
import type { z } from 'zod';

/** What the tools of one workspace reach of the world. */
export interface ToolReach {
  /**
   * Reaches the public internet and what the operator allowed, nothing else; 60 s and 10 MB at most. Rejects with an
   * error whose message may be shown. Pass it `signal`, so that it ends with the call.
   */
  readonly fetch: typeof globalThis.fetch;
  /** What the operator keeps for tools under this name, null when there is nothing. Never log it or put it in a result. */
  readonly secret: (name: string) => Promise<string | null>;
  /** Absolute path of the workspace’s own folder; it is there once this was read. */
  readonly folder: string;
}

/** What a tool gets beside its arguments. */
export interface ToolContext extends ToolReach {
  /** Aborts at the tool's timeout, when the run is cancelled, and when this worker lost the run. */
  readonly signal: AbortSignal;
  readonly workspaceId: string;
  readonly runId: string;
  readonly callId: string;
  /** Stable over retries and crashes of one call, different in another call. */
  readonly idempotencyKey: string;
  readonly log: (message: string) => void;
  /**
   * Tells who watches the run how far the call is: a line of at most 500 characters, and the share that is done, 0 to 1, if
   * known. Each takes the place of the one before; as often as you like, since only the newest is sent, 20 times a second.
   */
  readonly progress: (message: string, fraction?: number) => void;
}

/** What is known of a `write` call that was under way when its process died. */
export type Reconciliation<Output> =
  | { readonly happened: true; readonly output: Output }
  | { readonly happened: false };

export interface ToolDefinition<Input, Output> {
  /** What the model calls: `a–z 0–9 _`, a letter first, at most 64. */
  readonly name: string;
  readonly title: string;
  /** Tells the model what it does and when to use it. */
  readonly description: string;
  /** Lucide's name with `Icon` in front. */
  readonly icon: string;
  readonly input: z.ZodType<Input>;
  /** What a call changes; `write` unless said. Decides what happens to a call that was cut off by a crash. */
  readonly effect?: ToolEffect | ((input: Input) => ToolEffect);
  /** 30 s unless said. */
  readonly timeoutMs?: number;
  /** For `write`: asks the world whether the cut-off call happened; null when that can't be known. */
  readonly reconcile?: (input: Input, context: ToolContext) => Promise<Reconciliation<Output> | null>;
  /** Throw a `ToolError` for what the model should read and mend; anything else is reported as a fault of the tool. */
  readonly execute: (input: Input, context: ToolContext) => Promise<Output> | Output;
}

/** A tool with its types folded in: what the engine executes. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  readonly timeoutMs: number;
  /** JSON Schema (draft 2020-12) of the arguments. */
  readonly inputSchema: { readonly [key: string]: JsonValue };
  /** `varies` when the arguments decide. */
  readonly declaredEffect: ToolEffect | 'varies';
  /** Checks the arguments; the call runs only what this returns. */
  readonly parse: (argumentsValue: JsonValue) => ParsedCall | { readonly ok: false; readonly message: string };
}

/** A call whose arguments passed the tool's schema. */
export interface ParsedCall {
  readonly ok: true;
  readonly effect: ToolEffect;
  readonly execute: (context: ToolContext) => Promise<JsonValue>;
  /** Null when the tool can't tell. */
  readonly reconcile: (context: ToolContext) => Promise<Reconciliation<JsonValue> | null>;
}
