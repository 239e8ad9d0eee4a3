import { toSpan } from '../../time-range/to-span.ts';
import { useNow } from '../../use-now.ts';

const renewMs = 20_000;

/** The last 24 hours, which go on. */
export const useLastDay = () => toSpan({ word: '24h' }, useNow(renewMs), 'UTC');
