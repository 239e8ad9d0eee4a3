import { z } from 'zod';

/**
 * Text of a model's turn while it streams, before the turn is in the log: apply by offset, and drop it all once
 * the log has that attempt's `model-call-end` or `model-call-discard`.
 */
export const TextDelta = z.object({
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
export type TextDelta = z.infer<typeof TextDelta>;

/** Longest message of a tool about its progress, in UTF-16 units. */
export const maxProgressLength = 500;

/**
 * How far a tool call is that is under way, as the tool said last: takes the place of what was told of the call before.
 * Without a message there is nothing to show any more, as there is not once the log has the call's `tool-result`.
 */
export const ToolProgress = z.object({
  type: z.literal('tool-progress'),
  callId: z.string(),
  /** Which execution of the call says so: one that is done again begins anew. */
  execution: z.int().positive(),
  /** One line. */
  message: z.string().max(maxProgressLength),
  /** How much of the work is done, when the tool knows. */
  fraction: z.number().min(0).max(1).optional(),
});
export type ToolProgress = z.infer<typeof ToolProgress>;

/** What a run under way tells its viewers beside its log, in which it has no place and no id. */
export const RunDelta = z.discriminatedUnion('type', [TextDelta, ToolProgress]);
export type RunDelta = z.infer<typeof RunDelta>;
