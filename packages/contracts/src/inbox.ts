import { z } from 'zod';

import { JsonValue } from './json.ts';
import { ApprovalReason } from './run-events.ts';
import { Run } from './runs.ts';
import { ToolEffect } from './statuses.ts';

/** A call that waits for a person; `runs.decide` answers it. */
export const InboxItem = z.object({
  run: Run,
  callId: z.string(),
  /** Seq of the question in the run's log. */
  requestSeq: z.int().positive(),
  /** Seq of the call in the run's log: its step. */
  callSeq: z.int().positive(),
  reason: ApprovalReason,
  message: z.string(),
  tool: z.string(),
  arguments: JsonValue,
  effect: ToolEffect,
  askedAt: z.iso.datetime(),
});
export type InboxItem = z.infer<typeof InboxItem>;
