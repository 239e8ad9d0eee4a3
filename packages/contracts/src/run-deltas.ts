import { z } from 'zod';

/**
 * Text of a model's turn while it streams, before the turn is in the log: apply by offset, and drop it all once
 * the log has that attempt's `model-call-end` or `model-call-discard`. Deltas have no place in the log and no id.
 */
export const RunDelta = z.object({
  /** By the kind of the block: thinking, text, or the arguments of a tool call (JSON, unfinished). */
  type: z.enum(['thought-delta', 'content-delta', 'arguments-delta']),
  attempt: z.int().positive(),
  /** Number of the block in the turn, in the order of its beginning. */
  block: z.int().nonnegative(),
  /** Where the text begins in the block, in UTF-16 units. */
  offset: z.int().nonnegative(),
  /** At most 4,000 UTF-16 units; never cut within a surrogate pair. */
  text: z.string(),
  /** The tool that the arguments are for. */
  tool: z.string().optional(),
});
export type RunDelta = z.infer<typeof RunDelta>;
