import { emptyUsage, newIdAt } from '@signalbox/contracts';

import type { ReportRow } from '../report-writer/report-row.ts';

const createdAt = '2026-11-01T10:00:00.000Z';

/** A run that ended well elsewhere, with a model and a tool. */
export const toReportRow = (changes: Partial<ReportRow> = {}): ReportRow => ({
  id: newIdAt(Date.parse(changes.createdAt ?? createdAt)),
  externalId: null,
  taskId: null,
  status: 'completed',
  initiator: 'ada',
  inputPreview: '',
  outputPreview: null,
  errorCode: null,
  errorMessage: null,
  createdAt,
  endedAt: '2026-11-01T10:00:02.000Z',
  durationMs: 2000,
  firstTokenMs: null,
  inputTokens: 10,
  outputTokens: 5,
  costNanoUsd: 1000,
  computedCostNanoUsd: null,
  unpricedCalls: 0,
  models: [
    {
      model: 'demo/demo',
      calls: 1,
      usage: { ...emptyUsage, inputFresh: 10, outputText: 5 },
      costNanoUsd: 1000,
      unpricedCalls: 0,
      isCostTold: false,
    },
  ],
  toolCalls: [{ seq: 1, tool: 'search', at: createdAt, outcome: null, durationMs: null }],
  events: [],
  ...changes,
});

/** A run of this id that has not ended: neither its models nor its tools are known. */
export const toOpenReportRow = (externalId: string, changes: Partial<ReportRow> = {}): ReportRow =>
  toReportRow({
    externalId,
    status: 'running',
    endedAt: null,
    durationMs: null,
    models: [],
    toolCalls: [],
    ...changes,
  });
