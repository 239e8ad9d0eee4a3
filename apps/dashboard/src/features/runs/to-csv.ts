import type { Run } from '@signalbox/contracts';

const nano = 1e9;

const columns: readonly (readonly [string, (run: Run) => string | number | null])[] = [
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

/** A text that a spreadsheet would read as a formula is kept from that by an apostrophe before it. */
const toCell = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^\s*[=+\-@]|^[\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The runs as a table that spreadsheets read (RFC 4180). */
export const toCsv = (runs: readonly Run[]): string =>
  [columns.map(([name]) => name), ...runs.map((run) => columns.map(([, read]) => toCell(read(run))))]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
