import type { MetricDimension } from '@signalbox/contracts';

import { dimensions, measures, toMeasure } from './measures.ts';
import type { AnalyticsSearch } from './parse-analytics-search.ts';

/** What an address asks for. */
export interface AnalyticsChoice {
  /** The word of what is looked at. */
  readonly measure: string;
  readonly by: MetricDimension;
  readonly form: 'lines' | 'bars';
}

/** What an address asks for; what can't be read, or does not go together, gives way to what does. */
export const readAnalyticsSearch = ({ measure = '', by, form }: AnalyticsSearch): AnalyticsChoice => {
  const dimension = [...dimensions.keys()].find((one) => one === by) ?? 'agent';
  const known = measures.get(measure);
  const fits = known !== undefined && (dimension !== 'tool' || known.isOfTools);
  const word = fits ? measure : 'runs';
  return { measure: word, by: dimension, form: form === 'lines' || !toMeasure(word).isSum ? 'lines' : 'bars' };
};
