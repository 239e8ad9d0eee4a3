import type { JsonValue } from '@signalbox/contracts';
import type { ToolContext } from '@signalbox/tool-sdk';

/** What the thread of a tool file is started with. */
export interface ThreadStart {
  /** With its version: the thread runs what was scanned. */
  readonly fileUrl: string;
  readonly toolsDir: string;
}

type CallKind = 'execute' | 'reconcile';

/** A request without its signal, whole. */
export interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly redirect: Request['redirect'];
  readonly body: ArrayBuffer | null;
}

/** An answer, whole. */
export interface SentResponse {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly isRedirected: boolean;
  readonly body: ArrayBuffer;
}

/** What a tool asks of the process while it runs. */
export type Wish =
  | { readonly type: 'fetch'; readonly request: SentRequest }
  | { readonly type: 'secret'; readonly name: string };

/** How far a call is. */
export type Said = Parameters<ToolContext['progress']>;

/** What went wrong, as it crosses threads. */
export interface SentFault {
  readonly name: string;
  readonly message: string;
}

export type ToThread =
  | { readonly type: 'load'; readonly id: number }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly tool: string;
      readonly kind: CallKind;
      readonly arguments: JsonValue;
      readonly context: Pick<ToolContext, 'workspaceId' | 'runId' | 'callId' | 'idempotencyKey' | 'folder'>;
    }
  | { readonly type: 'abort'; readonly id: number; readonly reason: string }
  | { readonly type: 'granted'; readonly wish: number; readonly value: SentResponse | string | null }
  | { readonly type: 'refused'; readonly wish: number; readonly fault: SentFault };

export type FromThread =
  | { readonly type: 'done'; readonly id: number; readonly value: JsonValue }
  | { readonly type: 'failed'; readonly id: number; readonly isToolError: boolean; readonly fault: SentFault }
  | { readonly type: 'log'; readonly id: number; readonly message: string }
  | { readonly type: 'progress'; readonly id: number; readonly said: Said }
  | { readonly type: 'wish'; readonly id: number; readonly wish: number; readonly asked: Wish }
  | { readonly type: 'given-up'; readonly wish: number }
  /** The thread is not stuck: it heard of an abort. */
  | { readonly type: 'heard'; readonly id: number };
