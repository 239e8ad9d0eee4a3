import type { Actor, RunEventPayload } from '@signalbox/contracts';

interface ItemBase {
  /** Seq of the event that the item stands for. */
  readonly seq: number;
  /** Milliseconds since the request. */
  readonly offsetMs: number;
}

export interface ToolCallItem extends ItemBase {
  readonly type: 'tool-call';
  readonly call: RunEventPayload<'tool-call'>;
  readonly result: RunEventPayload<'tool-result'> | null;
  readonly resultSeq: number | null;
  /** When its execution began; null while it has not. */
  readonly startedAt: string | null;
  /** What a person has to answer; null when nothing is asked. */
  readonly question: RunEventPayload<'approval-request'> | null;
  readonly decision: RunEventPayload<'approval-decision'> | null;
}

interface AnswerItem extends ItemBase {
  readonly type: 'answer';
  readonly attempt: number;
  readonly text: string;
  readonly model: string | null;
  readonly end: RunEventPayload<'model-call-end'> | null;
}

export interface DiscardItem extends ItemBase {
  readonly type: 'discard';
  readonly discard: RunEventPayload<'model-call-discard'>;
  readonly model: string | null;
  /** Attempts on this model that were lost in a row, this one included. */
  readonly failures: number;
}

/** One thing that a transcript shows. */
export type TranscriptItem =
  | (ItemBase & { readonly type: 'request'; readonly text: string; readonly by: Actor })
  | (ItemBase & { readonly type: 'demo-notice' })
  | (ItemBase & {
      readonly type: 'thought';
      readonly attempt: number;
      readonly reasoning: string;
      /** What the model said before it called a tool. */
      readonly spoken: string;
      readonly durationMs: number;
    })
  | ToolCallItem
  | DiscardItem
  | (ItemBase & { readonly type: 'fallback'; readonly from: string; readonly to: string })
  | (ItemBase & { readonly type: 'resume'; readonly reason: 'crash' | 'handover'; readonly gapMs: number })
  | AnswerItem
  | (ItemBase & { readonly type: 'end'; readonly end: RunEventPayload<'run-end'> });
