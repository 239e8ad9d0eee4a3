import { z } from 'zod';

/** A model that can be called now. */
export const Model = z.object({
  /** `provider/model`, as `runs.start` takes it. */
  id: z.string(),
  provider: z.string(),
  model: z.string(),
  title: z.string(),
  /** Scripted, not an LLM. */
  isScripted: z.boolean(),
  isDefault: z.boolean(),
});
export type Model = z.infer<typeof Model>;
