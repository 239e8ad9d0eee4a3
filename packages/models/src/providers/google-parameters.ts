import { z } from 'zod';

import { StructuredOutput } from '../structured-output.ts';

const threshold = z
  .enum(['BLOCK_LOW_AND_ABOVE', 'BLOCK_MEDIUM_AND_ABOVE', 'BLOCK_ONLY_HIGH', 'BLOCK_NONE', 'OFF'])
  .exactOptional();

/** What the `google` provider takes beside the conversation, named as the Gemini API names it. */
export const GoogleParameters = z.strictObject({
  maxOutputTokens: z
    .int()
    .min(1)
    .max(1_000_000)
    .exactOptional()
    .describe('Most tokens of one answer, thoughts included.'),
  temperature: z.number().min(0).max(2).exactOptional().describe('Randomness: 0 is the most predictable.'),
  topP: z.number().min(0).max(1).exactOptional().describe('Share of likely tokens to choose from.'),
  topK: z.int().min(1).max(1000).exactOptional().describe('Number of likely tokens to choose from.'),
  seed: z
    .int()
    .min(-2_147_483_648)
    .max(2_147_483_647)
    .exactOptional()
    .describe('Makes answers repeat, as far as possible.'),
  stopSequences: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(5)
    .exactOptional()
    .describe('Texts that end the answer where they would come.'),
  presencePenalty: z.number().min(-2).max(1.99).exactOptional().describe('Above 0: fewer tokens that came already.'),
  frequencyPenalty: z.number().min(-2).max(1.99).exactOptional().describe('Above 0: fewer repetitions.'),
  thinkingConfig: z
    .strictObject({
      includeThoughts: z
        .boolean()
        .exactOptional()
        .describe('Shows summaries of the thoughts; yes unless said, where the model thinks.'),
      thinkingBudget: z
        .int()
        .min(-1)
        .max(65_536)
        .exactOptional()
        .describe('Tokens for thinking, up to Gemini 2.5: 0 for none, -1 as the model likes.'),
      thinkingLevel: z
        .enum(['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'])
        .exactOptional()
        .describe('How much the model thinks, from Gemini 3.'),
    })
    .refine(({ thinkingBudget, thinkingLevel }) => thinkingBudget === undefined || thinkingLevel === undefined, {
      error: 'Give a budget or a level, not both.',
    })
    .exactOptional()
    .describe('For models that think.'),
  safety: z
    .strictObject({
      harassment: threshold.describe('Threatening or abusive content.'),
      hateSpeech: threshold.describe('Content that incites hatred.'),
      sexuallyExplicit: threshold.describe('Sexual content.'),
      dangerousContent: threshold.describe('Content that promotes dangerous acts.'),
    })
    .exactOptional()
    .describe('From which probability of harm an answer is blocked; as the model is set unless said.'),
  output: StructuredOutput.exactOptional(),
});
export type GoogleParameters = z.infer<typeof GoogleParameters>;
