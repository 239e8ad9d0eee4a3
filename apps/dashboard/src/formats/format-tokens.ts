import { formatCount } from './format-count.ts';

/** What a run read and wrote: `9,000 in · 3,843 out`. */
export const formatTokens = (inputTokens: number, outputTokens: number): string =>
  `${formatCount(inputTokens)} in · ${formatCount(outputTokens)} out`;
