import { expandText } from './expand-input.ts';
import type { Stage } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { reportRow } from './report-row.ts';
import { expectThat, unknownShape, type Verdict } from './verdict.ts';

const knownMs: Readonly<Record<string, number>> = { '5m30s': 330_000, '1500ms': 1500 };

/** An odd time or duration of a reported run: taken as what it says, or refused. */
export const playDates = async (stage: Stage, { input, description, expect }: CorpusCase): Promise<Verdict> => {
  const text = expandText(input);
  if (text === undefined) return unknownShape(input);
  const faults: string[] = [];
  const isDuration = description.startsWith('Duration');
  const { answer, run } = await reportRow(stage, isDuration ? { time_taken: text } : { created: text }, faults);
  if (expect.outcome === 'reject') {
    faults.push(...expectThat(answer.status === 400, `answered ${answer.status} in place of 400`));
  } else if (isDuration) {
    faults.push(...expectThat(run?.durationMs === knownMs[text], `it took ${run?.durationMs} ms`));
  } else {
    const isKept = run !== undefined && Date.parse(run.createdAt) === Date.parse(text);
    faults.push(...expectThat(isKept, `it began at ${run?.createdAt}`));
  }
  return { faults };
};
