import { cleanText, isFinalRunStatus, newIdAt, type ReportedRun, type ReportedStep } from '@signalbox/contracts';
import type { ReportRow } from '@signalbox/database';

import { toInputPreview } from '../runs/create-run.ts';
import type { PriceUsage } from '../services.ts';
import { sumReportedModels } from './sum-reported-models.ts';
import { toReportLog } from './to-report-log.ts';

const toPreview = (text: string | undefined): string | null =>
  text === undefined ? null : toInputPreview(cleanText(text.slice(0, 1000)));

const findText = (steps: readonly ReportedStep[], type: ReportedStep['type']): string | undefined =>
  steps.findLast((step) => step.type === type)?.text;

const toEndedAt = ({ createdAt, durationMs, steps }: ReportedRun): string => {
  const startMs = Date.parse(createdAt);
  const lastMs = Math.max(startMs, ...steps.map(({ at }) => (at === undefined ? 0 : Date.parse(at))));
  return new Date(durationMs === undefined ? lastMs : startMs + durationMs).toISOString();
};

const toFailure = ({ status, error }: ReportedRun): Pick<ReportRow, 'errorCode' | 'errorMessage'> => {
  if (error) return { errorCode: error.code, errorMessage: cleanText(error.message) };
  return status === 'failed' ? { errorCode: 'reported', errorMessage: '' } : { errorCode: null, errorMessage: null };
};

/** A reported run as it is stored. */
export const toReportRow = (reported: ReportedRun, price: PriceUsage): ReportRow => {
  const created = new Date(reported.createdAt);
  const createdAt = created.toISOString();
  const run = { ...reported, createdAt };
  const { status, steps, input, output } = run;
  const isEnded = isFinalRunStatus(status);
  const id = newIdAt(created.getTime());
  const { models, ...sums } = sumReportedModels(run, price);
  const { events, toolCalls } = toReportLog(run, { runId: id, isEnded });
  return {
    id,
    externalId: run.id ?? null,
    taskId: run.taskId ?? null,
    status,
    initiator: run.initiator,
    inputPreview: toPreview(input ?? findText(steps, 'user-request')) ?? '',
    outputPreview: toPreview(output ?? findText(steps, 'agent-response')),
    ...toFailure(run),
    createdAt,
    endedAt: isEnded ? toEndedAt(run) : null,
    durationMs: (isEnded ? run.durationMs : undefined) ?? null,
    firstTokenMs: run.firstTokenMs ?? null,
    ...sums,
    models: isEnded ? models : [],
    toolCalls: isEnded ? toolCalls : [],
    events,
  };
};
