import type { ToolOutcome } from '@signalbox/contracts';

import { isRecord } from '../../fault.ts';

/** What the address of a tool's page chooses. */
export interface ToolSearch {
  /** How its arguments are shown; as a table unless said. */
  readonly view?: 'schema';
  /** Only calls that ended so. */
  readonly outcome?: ToolOutcome;
}

/** How calls end, in the order they are offered. */
export const outcomes = ['ok', 'error', 'timeout', 'unknown', 'denied', 'cancelled'] as const satisfies ToolOutcome[];

/** The choices in an address; whatever is not one is left out. */
export const parseToolSearch = (search: unknown): ToolSearch => {
  if (!isRecord(search)) return {};
  const outcome = outcomes.find((one) => one === search['outcome']);
  return { ...(search['view'] === 'schema' && { view: 'schema' as const }), ...(outcome && { outcome }) };
};
