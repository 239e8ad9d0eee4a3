import type { MetricDimension } from '@signalbox/contracts';

import type { RunsConditions } from './to-runs-search.ts';

/** Which runs stand behind a line or row of a breakdown; null for those that no list can tell apart. */
export const toKeyConditions = (by: MetricDimension, key: string | null): RunsConditions | null => {
  if (key === null || key === '' || key === 'other') return null;
  if (by !== 'version') return { [by]: key };
  const [agent = '', version = ''] = key.split(' ');
  return { agent, version };
};
