import type { RunDelta, ToolProgress } from './run-deltas.ts';
import type { RunEvent } from './run-events.ts';

/** What the calls under way said last of how far they are, by call id. */
export type LiveProgress = ReadonlyMap<string, ToolProgress>;

export const noProgress: LiveProgress = new Map();

const without = (live: LiveProgress, callId: string): LiveProgress => {
  const rest = new Map(live);
  return rest.delete(callId) ? rest : live;
};

/** What is told again to somebody who came late is no news to the others. */
const isSame = (one: ToolProgress, other: ToolProgress): boolean =>
  one.execution === other.execution && one.message === other.message && one.fraction === other.fraction;

/**
 * The progress with what came of the run added: what a call says takes the place of what it said before, and is gone with
 * its result, when it is done again, and with the run. Text changes nothing.
 */
export const applyProgress = (live: LiveProgress, item: RunEvent | RunDelta): LiveProgress => {
  if (item.type === 'tool-progress') {
    const { callId, execution, message } = item;
    const known = live.get(callId);
    if (known && (execution < known.execution || isSame(item, known))) return live;
    return message === '' ? without(live, callId) : new Map(live).set(callId, item);
  }
  if (item.type === 'tool-result') return without(live, item.payload.callId);
  if (item.type === 'tool-start') {
    const { callId, execution } = item.payload;
    return (live.get(callId)?.execution ?? execution) < execution ? without(live, callId) : live;
  }
  return item.type === 'run-end' ? noProgress : live;
};
