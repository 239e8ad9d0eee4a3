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

/** A figure against the one before it, as an arrow and per cent; `–` when there was nothing. */
export const toChange = ({ now, before, good }: Compared): Change => {
  if (now === null || before === null || before === 0) return none;
  if (now === before) return same;
  const isUp = now > before;
  return { text: `${isUp ? '↑' : '↓'} ${formatPercent(Math.abs(now - before) / before)}`, tone: toTone(isUp, good) };
};

/** A share against the one before it, in points: 95% after 90% is `↑ 5.0 points`. */
export const toPointChange = ({ now, before, good }: Compared): Change => {
  if (now === null || before === null) return none;
  const points = Math.abs(now - before) * 100;
  if (points < 0.05) return same;
  return { text: `${now > before ? '↑' : '↓'} ${points.toFixed(1)} points`, tone: toTone(now > before, good) };
};
