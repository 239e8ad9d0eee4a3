import type { AgentSpec } from './agent-spec.ts';
import type { Actor, ApprovalReason, Decision, RunEvent, RunEventDraft } from './run-events.ts';
import type { FinalRunStatus, ToolOutcome } from './statuses.ts';
import type { ModelUsage } from './usage.ts';

/** A run this worker holds, until its lease is lost or the run ends or waits. */
export interface ClaimedRun {
  readonly workspaceId: string;
  readonly runId: string;
  /** Fencing token: appends under an older epoch are refused. */
  readonly epoch: number;
  /** Claims after a dead holder since the run last got further; this claim included. */
  readonly recoveries: number;
  /** Whether it was taken from a holder that died. */
  readonly isAfterCrash: boolean;
  /** Wake-ups the run had had when it was claimed; sent back when it goes to wait. */
  readonly wakes: number;
}

/** A person's answer to an approval request; it counts once the log has it. */
export interface PendingDecision {
  /** Seq of the approval request that it answers. */
  readonly requestSeq: number;
  readonly callId: string;
  readonly decision: Decision;
  readonly by: Actor;
  readonly note: string | null;
}

/** Everything needed to go on with a claimed run. */
export interface LoadedRun {
  readonly spec: AgentSpec;
  /** Model the caller asked for in place of the agent's. */
  readonly modelOverride: string | null;
  readonly events: readonly RunEvent[];
  readonly decisions: readonly PendingDecision[];
  /** Logs of the earlier runs of the conversation, oldest first. */
  readonly history: readonly (readonly RunEvent[])[];
}

/** How one tool call of a run ended. */
export interface ToolCallSummary {
  /** Seq of the call's intent. */
  readonly seq: number;
  readonly tool: string;
  readonly outcome: ToolOutcome;
  readonly durationMs: number | null;
}

/** What the calls of one model of a run come to, lost attempts at their estimates. */
export interface ModelSummary {
  /** `provider/model` as it was asked. */
  readonly model: string;
  readonly calls: number;
  readonly usage: ModelUsage;
  readonly costNanoUsd: number;
  readonly unpricedCalls: number;
}

/** What the run's end writes beside its events: the columns of its row, and a row for each model and each tool call. */
export interface RunSummary {
  readonly status: FinalRunStatus;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly outputPreview: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string;
  readonly durationMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costNanoUsd: number;
  readonly unpricedCalls: number;
  /** Of the first model call that answered with a token; null when none did. */
  readonly firstTokenMs: number | null;
  readonly models: readonly ModelSummary[];
  readonly toolCalls: readonly ToolCallSummary[];
}

/** One append: consecutive events of one run, and what becomes of the lease with them. */
export interface AppendEntry {
  readonly workspaceId: string;
  readonly runId: string;
  readonly epoch: number;
  /** Seq of the first event; must be the run's next. */
  readonly firstSeq: number;
  readonly at: string;
  readonly events: readonly RunEventDraft[];
  /**
   * continue: the lease goes on · wait: the run holds no process until it is woken (at once, when it
   * was woken since `wakes` was read), and `waitsFor` is what it asks a person · end: no more events;
   * the summary is written with them.
   */
  readonly then:
    | { readonly type: 'continue'; readonly isProgress: boolean }
    | { readonly type: 'wait'; readonly wakes: number; readonly waitsFor: ApprovalReason | null }
    | { readonly type: 'end'; readonly summary: RunSummary };
}

/** stored: committed, now or by an earlier sending of the same entry · fenced: another holds the run; stop. */
export type AppendAnswer = 'stored' | 'fenced';
