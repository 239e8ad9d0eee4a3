const mostSteps = 4;
const factors = [1, 2, 2.5, 5, 10] as const;

/** The ticks of an axis from 0: at most five, at round numbers, the last at or above the highest value. */
export const toTicks = (highest: number): readonly number[] => {
  if (!(highest > 0)) return [0, 1];
  const unit = 10 ** Math.floor(Math.log10(highest / mostSteps));
  const step = factors.map((factor) => factor * unit).find((size) => size * mostSteps >= highest * (1 - 1e-9));
  const size = step ?? unit * 10;
  const count = Math.ceil(highest / size - 1e-9);
  return Array.from({ length: count + 1 }, (_, at) => Number((at * size).toPrecision(12)));
};
