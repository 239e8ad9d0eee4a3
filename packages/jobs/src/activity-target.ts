import type { ActivityPlace } from '@signalbox/contracts';
import type { DeliverableActivity } from '@signalbox/database';

/** A place that activity is brought to when it is in the database. */
export interface ActivityTarget {
  readonly place: ActivityPlace;
  /** Whether it takes entries now. */
  isReady(): boolean;
  /** Stores entries; one that is there already stays one. Rejects unless all of them are there. */
  put(entries: readonly DeliverableActivity[]): Promise<void>;
}
