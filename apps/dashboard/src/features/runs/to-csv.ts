import type { Run } from '@signalbox/contracts';

import { type CsvColumn, printCsv } from '../../print-csv.ts';

const nano = 1e9;

const columns: readonly CsvColumn<Run>[] = [
  ['id', (run) => run.id],
  ['status', (run) => run.status],
  ['agent', (run) => run.agentSlug],
  ['version', (run) => run.versionLabel],
  ['source', (run) => run.source],
  ['input', (run) => run.inputPreview],
  ['output', (run) => run.outputPreview],
  ['error_code', (run) => run.error?.code ?? null],
  ['error_message', (run) => run.error?.message ?? null],
  ['created_at', (run) => run.createdAt],
  ['started_at', (run) => run.startedAt],
  ['ended_at', (run) => run.endedAt],
  ['duration_ms', (run) => run.durationMs],
  ['input_tokens', (run) => run.inputTokens],
  ['output_tokens', (run) => run.outputTokens],
  ['cost_usd', (run) => run.costNanoUsd / nano],
  ['unpriced_calls', (run) => run.unpricedCalls],
  ['initiator', (run) => run.initiator],
  ['task', (run) => run.taskId],
  ['external_id', (run) => run.externalId],
  ['conversation', (run) => run.conversationId],
];

/** The runs as a table that spreadsheets read. */
export const toCsv = (runs: readonly Run[]): string => printCsv(columns, runs);
