import type { ToolCall } from '@signalbox/contracts';

/** How many calls of the newest page stand before the first one that is shown. */
export const countNewer = (shown: readonly ToolCall[], newest: readonly ToolCall[]): number => {
  const [first] = shown;
  if (!first) return newest.length;
  const at = newest.findIndex(({ runId, seq }) => runId === first.runId && seq === first.seq);
  // the first shown one is gone from the page: more came than it holds, or its run was deleted
  return at === -1 ? newest.filter((call) => call.at > first.at).length : at;
};
