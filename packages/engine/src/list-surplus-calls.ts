import type { RunState, ToolCallState } from '@signalbox/contracts';

/** Tool calls that one turn may ask for; they are made side by side. */
export const maxCallsPerTurn = 16;

/** The calls that are not made, because their turn asked for more than it may; in the order they were asked for. */
export const listSurplusCalls = (state: RunState): ReadonlySet<ToolCallState> =>
  new Set(state.turns.flatMap(({ calls }) => calls.slice(maxCallsPerTurn)));
