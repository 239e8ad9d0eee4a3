import type { ChartProps } from './chart-props.ts';

const mostSteps = 4;
const factors = [1, 2, 2.5, 5, 10] as const;

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
/** Steps that are round by the clock. */
const clockSteps = [
  ...[15, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * hourMs),
];

const isEnough = (highest: number) => (size: number) => size * mostSteps >= highest * (1 - 1e-9);

const toRoundStep = (highest: number): number => {
  const unit = 10 ** Math.floor(Math.log10(highest / mostSteps));
  return factors.map((factor) => factor * unit).find(isEnough(highest)) ?? unit * 10;
};

const toStep = (highest: number, values: ChartProps['values']): number => {
  if (values === 'counts') return Math.max(1, toRoundStep(highest));
  if (values === 'durations' && highest > minuteMs) {
    return clockSteps.find(isEnough(highest)) ?? 24 * hourMs * toRoundStep(highest / (24 * hourMs));
  }
  return toRoundStep(highest);
};

/** The ticks of an axis from 0: at most five, at round numbers, the last at or above the highest value. */
export const toTicks = (highest: number, values?: ChartProps['values']): readonly number[] => {
  if (!(highest > 0)) return [0, 1];
  const size = toStep(highest, values);
  // an axis of one thing has no room for more
  const least = values === 'counts' ? 2 : 1;
  const count = Math.max(least, Math.ceil(highest / size - 1e-9));
  return Array.from({ length: count + 1 }, (_, at) => Number((at * size).toPrecision(12)));
};
