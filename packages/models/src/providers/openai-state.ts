import { z } from 'zod';

/**
 * What a block of a turn keeps for OpenAI. `after_calls` is how many tool calls of the turn came before it: history
 * tells the calls last, and OpenAI wants its reasoning where it was.
 */
export const OpenaiState = z.object({
  id: z.string().exactOptional(),
  encrypted_content: z.string().exactOptional(),
  phase: z.enum(['commentary', 'final_answer']).exactOptional(),
  after_calls: z.int().nonnegative().exactOptional(),
});
export type OpenaiState = z.infer<typeof OpenaiState>;
