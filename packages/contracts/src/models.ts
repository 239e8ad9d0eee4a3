import { z } from 'zod';

/** What a model can do, by what its server tells; null where it does not say. */
export const ModelCapabilities = z.object({
  /** Calls tools. */
  tools: z.boolean().nullable(),
  /** Thinks before it answers. */
  thinking: z.boolean().nullable(),
  /** Answers as JSON of a given schema. */
  structuredOutput: z.boolean().nullable(),
  /** Takes images as input. */
  images: z.boolean().nullable(),
});
export type ModelCapabilities = z.infer<typeof ModelCapabilities>;

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
  /** Input tokens it takes; null when that is not known. */
  contextWindow: z.int().positive().nullable(),
  /** Output tokens of one answer at most; null when that is not known. */
  maxOutputTokens: z.int().positive().nullable(),
  capabilities: ModelCapabilities,
  /** List price of fresh input and of output today, without tiers; null when there is none: unpriced. */
  price: z
    .object({
      inputUsdPerMTok: z.number().nonnegative(),
      outputUsdPerMTok: z.number().nonnegative(),
      /** Set by the workspace, in place of the shipped one. */
      isOwn: z.boolean(),
    })
    .nullable(),
});
export type Model = z.infer<typeof Model>;
