import { z } from 'zod';

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const days = z.int().min(1).max(3650).nullable();

/** What a workspace goes by. */
export const WorkspaceSettings = z.object({
  /** Where its days begin: an IANA name such as `Europe/Berlin`. */
  timeZone: z.string().max(64).refine(isTimeZone, 'must be a time zone such as Europe/Berlin'),
  /** An external agent that was silent for so long is shown as stale. */
  staleAfterMinutes: z.int().min(1).max(525_600),
  /** Days after which runs go with their steps; null: never. Their figures stay. */
  keepRunsDays: days,
  /** Days after which the steps of runs go, while their rows stay; null: with the run. */
  keepStepsDays: days,
  keepActivityDays: days,
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;

export const Workspace = z.object({
  id: z.string(),
  name: z.string(),
  settings: WorkspaceSettings,
  /** Whether sample data is in it. */
  hasSampleData: z.boolean(),
});
export type Workspace = z.infer<typeof Workspace>;

/** What a workspace keeps for a time: runs with all they have, the steps of runs alone, and activity. */
export const KeptKind = z.enum(['runs', 'steps', 'activity']);
export type KeptKind = z.infer<typeof KeptKind>;

/** What there is of a kind, and what would go of it. */
export const Kept = z.object({
  kind: KeptKind,
  /** On the disk, of all workspaces of the installation. */
  bytes: z.int().nonnegative(),
  /** Runs or entries of this workspace that are older than asked; their steps, for steps. */
  expired: z.int().nonnegative(),
  /** There are more than that: counting ends at 100,000. */
  isMore: z.boolean(),
});
export type Kept = z.infer<typeof Kept>;
