import type { MetricSeriesAnswer } from '@signalbox/contracts';
import type { ChartMark } from '@signalbox/ui';

import type { Span } from '../time-range/read-range.ts';

interface MarksOptions {
  readonly newVersions: MetricSeriesAnswer['newVersions'];
  readonly parts: readonly Span[];
  /** The chart is of one agent: its versions need no name before them. */
  readonly isOneAgent: boolean;
}

/** Versions that were used first in the time of a chart, where they were; parts are equally wide, however long. */
export const toMarks = ({ newVersions, parts, isOneAgent }: MarksOptions): ChartMark[] =>
  newVersions.flatMap(({ agentName, label, at }) => {
    const index = parts.findIndex(({ from, until }) => from <= at && at < until);
    const part = parts[index];
    if (!part) return [];
    const [from, until] = [Date.parse(part.from), Date.parse(part.until)];
    const share = (index + (Date.parse(at) - from) / (until - from)) / parts.length;
    return [{ label: isOneAgent ? label : `${agentName} ${label}`, share }];
  });
