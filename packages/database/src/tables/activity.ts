import type { ActivityIntent, ActivityPlace, ActivityStatus } from '@signalbox/contracts';
import type { Generated, GeneratedAlways } from 'kysely';

import type { Timestamp } from './timestamp.ts';

export interface ActivityTable {
  id: string;
  workspaceId: string;
  agentId: string;
  at: Timestamp;
  type: string;
  status: ActivityStatus;
  taskId: string | null;
  output: string | null;
  error: string | null;
  durationMs: number | null;
  project: string;
  intent: ActivityIntent;
  reason: string;
  /** JSON. */
  details: string | null;
  /** JSON of an Actor. */
  sender: string;
  /** Where it came from. */
  address: string | null;
  /** Where it is to be brought: it is there when no delivery waits. */
  places: ActivityPlace[];
  search: GeneratedAlways<string>;
}

export interface ActivityWordsTable {
  workspaceId: string;
  word: string;
  trigrams: string[];
}

/** An entry that is still to be brought to another place. */
export interface ActivityDeliveriesTable {
  workspaceId: string;
  activityId: string;
  place: ActivityPlace;
  attempts: Generated<number>;
  nextAt: Timestamp;
}
