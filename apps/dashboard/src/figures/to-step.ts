import type { MetricStep } from '@signalbox/contracts';

import type { Span } from '../time-range/read-range.ts';

const dayMs = 86_400_000;
/** More hours than this are too narrow to be told apart. */
const mostHoursMs = 3 * dayMs;

/** The parts that a chart of a span has. */
export const toStep = ({ from, until }: Span): MetricStep =>
  Date.parse(until) - Date.parse(from) <= mostHoursMs ? 'hour' : 'day';
