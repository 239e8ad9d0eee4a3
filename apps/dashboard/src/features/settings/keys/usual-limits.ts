import { defaultRequestsPerMinute } from '@signalbox/contracts';

const { read, change, start } = defaultRequestsPerMinute;

/** The limits of a key without its own, in words. */
export const usualLimits = `${read} reads, ${change} changes and ${start} starts of runs`;
