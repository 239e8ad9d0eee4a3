import { setTimeout as delay } from 'node:timers/promises';

import { ReportedRuns, type Run } from '@signalbox/contracts';
import { z } from 'zod';

import type { HostileAnswer, HostileRequest } from './hostile-client.ts';
import type { Stage } from './open-stage.ts';

const Listed = z.object({ items: z.array(z.object({ id: z.string() })) });

/** A right row of a report. */
export const rightRow = { created: '2026-11-01T10:00:00Z', status: 'completed' } as const;

let versions = 0;

/** Where nobody else reports. */
export const newReportPath = (): string => `/api/v1/agents/hostile/versions/${(versions += 1)}/runs`;

/** What a report came to; undefined when it was refused as a whole. */
const toReported = (stage: Stage, answer: HostileAnswer): ReportedRuns | undefined => {
  if (answer.status !== 200 && answer.status !== 207) return undefined;
  const reported = ReportedRuns.parse(answer.value);
  stage.countReported(reported.accepted);
  return reported;
};

/** Reports, again while others have the writer busy. */
export const postReport = async (
  stage: Stage,
  request: Pick<HostileRequest, 'path' | 'body' | 'headers'>,
  faults: string[],
): Promise<HostileAnswer & { readonly reported: ReportedRuns | undefined }> => {
  for (let tries = 1; ; tries += 1) {
    const answer = await stage.client.ask({ method: 'POST', ...request }, faults);
    if (answer.status !== 429 || tries === 30) return { ...answer, reported: toReported(stage, answer) };
    await delay(1000);
  }
};

/** Reports one run that has this of its own; the run when it was stored. */
export const reportRow = async (
  stage: Stage,
  change: object,
  faults: string[],
): Promise<{ readonly answer: HostileAnswer; readonly run: Run | undefined }> => {
  const path = newReportPath();
  const answer = await postReport(stage, { path, body: { ...rightRow, ...change } }, faults);
  if (answer.reported?.accepted !== 1) return { answer, run: undefined };
  const listed = await stage.client.ask({ method: 'GET', path }, faults);
  const [runId = ''] = Listed.parse(listed.value).items.map(({ id }) => id);
  return { answer, run: await stage.readRun(runId, faults) };
};
