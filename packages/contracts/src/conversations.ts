import { z } from 'zod';

import { Id } from './ids.ts';
import { RunTotals } from './run-totals.ts';
import { Run } from './runs.ts';
import { RunStatus } from './statuses.ts';

/** A thread of runs with one agent, as lists show it. */
export const Conversation = z.object({
  id: Id,
  /** The beginning of its first request, at most 300 characters. */
  title: z.string(),
  agentId: Id,
  agentSlug: z.string(),
  agentName: z.string(),
  createdAt: z.iso.datetime(),
  /** When its newest run began. */
  updatedAt: z.iso.datetime(),
  lastRunId: Id,
  lastRunStatus: RunStatus,
  /** Of all its runs, branches too. */
  totals: RunTotals,
});
export type Conversation = z.infer<typeof Conversation>;

/** A conversation with its newest 500 runs, oldest first; `previousRunId` of each makes them a tree of branches. */
export const ConversationDetail = Conversation.extend({ runs: z.array(Run) });
export type ConversationDetail = z.infer<typeof ConversationDetail>;
