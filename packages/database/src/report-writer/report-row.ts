import type { ModelSummary, RunEventDraft, RunStatus, ToolOutcome } from '@signalbox/contracts';

/** A run that ran elsewhere, as its rows take it; texts are clean. */
export interface ReportRow {
  /** Of its `createdAt`: lists go by it. */
  readonly id: string;
  /** What tells it from others of its version; null: nothing does. */
  readonly externalId: string | null;
  readonly taskId: string | null;
  readonly status: RunStatus;
  readonly initiator: string;
  readonly inputPreview: string;
  readonly outputPreview: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly createdAt: string;
  /** Null: it has not ended. */
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly firstTokenMs: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costNanoUsd: number;
  readonly computedCostNanoUsd: number | null;
  readonly unpricedCalls: number;
  /** Empty until it has ended, as of runs here. */
  readonly models: readonly ReportModel[];
  readonly toolCalls: readonly ReportToolCall[];
  /** Its log, from seq 1 on. */
  readonly events: readonly ReportEvent[];
}

export interface ReportModel extends ModelSummary {
  /** Its sender gave the cost, so that no price of ours changes it. */
  readonly isCostTold: boolean;
}

export interface ReportToolCall {
  /** Seq of its call in the log; beyond the log's end for one that was only named. */
  readonly seq: number;
  readonly tool: string;
  readonly at: string;
  readonly outcome: ToolOutcome | null;
  readonly durationMs: number | null;
}

export type ReportEvent = RunEventDraft & { readonly at: string };

/** Where reported runs belong. */
export interface ReportPlace {
  readonly workspaceId: string;
  readonly agentId: string;
  /** Number of the version. */
  readonly version: number;
}
