import { formatCount } from '../formats/format-count.ts';
import { formatPercent } from '../formats/format-percent.ts';

export interface Change {
  readonly text: string;
  readonly tone: 'neutral' | 'success' | 'danger';
}

interface Compared {
  readonly now: number | null;
  readonly before: number | null;
  /** Which direction is good; without it the change has no colour. */
  readonly good?: 'up' | 'down';
}

const none: Change = { text: '–', tone: 'neutral' };
const same: Change = { text: 'no change', tone: 'neutral' };

const toTone = (isUp: boolean, good: Compared['good']): Change['tone'] => {
  if (good === undefined) return 'neutral';
  return isUp === (good === 'up') ? 'success' : 'danger';
};

/** Per cent say little of a figure that has grown to so many times what it was. */
const manyTimes = 10;

const toText = (now: number, before: number): string => {
  const times = now / before;
  if (times >= manyTimes) return `↑ ${formatCount(Math.round(times))}×`;
  return `${now > before ? '↑' : '↓'} ${formatPercent(Math.abs(now - before) / before)}`;
};

/** A figure against the one before it, as an arrow and per cent, or how many times it is; `–` when there was nothing. */
export const toChange = ({ now, before, good }: Compared): Change => {
  if (now === null || before === null || before === 0) return none;
  if (now === before) return same;
  return { text: toText(now, before), tone: toTone(now > before, good) };
};

/** A share against the one before it, in points: 95% after 90% is `↑ 5.0 points`. */
export const toPointChange = ({ now, before, good }: Compared): Change => {
  if (now === null || before === null) return none;
  const points = Math.abs(now - before) * 100;
  if (points < 0.05) return same;
  return { text: `${now > before ? '↑' : '↓'} ${points.toFixed(1)} points`, tone: toTone(now > before, good) };
};
