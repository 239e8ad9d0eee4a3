import { z } from 'zod';

import { StructuredOutput } from '../structured-output.ts';

const display = z
  .enum(['summarized', 'omitted'])
  .exactOptional()
  .describe('Whether a summary of the thoughts is shown; it is unless said.');

/** What the `anthropic` provider takes beside the conversation, named as the Messages API names it. */
export const AnthropicParameters = z
  .strictObject({
    max_tokens: z
      .int()
      .min(1)
      .max(1_000_000)
      .exactOptional()
      .describe('Most tokens of one answer, thinking included; 8192 beyond the thinking budget unless said.'),
    thinking: z
      .discriminatedUnion('type', [
        z.strictObject({ type: z.literal('adaptive'), display }).describe('The model decides how much to think.'),
        z
          .strictObject({
            type: z.literal('enabled'),
            budget_tokens: z.int().min(1024).max(999_999).describe('Most tokens for thinking; less than max_tokens.'),
            display,
          })
          .describe('A fixed budget for thinking.'),
        z.strictObject({ type: z.literal('disabled') }).describe('No thinking.'),
      ])
      .exactOptional()
      .describe('How the model thinks; as it is set unless said. Not every model takes every type.'),
    effort: z
      .enum(['low', 'medium', 'high', 'xhigh', 'max'])
      .exactOptional()
      .describe('How much work goes into an answer; not every model takes every value.'),
    stop_sequences: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(16)
      .exactOptional()
      .describe('Texts that end the answer where they would come.'),
    cache: z
      .enum(['5m', '1h'])
      .exactOptional()
      .describe('Keeps the conversation so far in Anthropic’s cache: writing costs more, reading it again much less.'),
    service_tier: z.enum(['auto', 'standard_only']).exactOptional().describe('Whether reserved capacity may be used.'),
    output: StructuredOutput.exactOptional(),
  })
  .refine(
    ({ max_tokens, thinking }) =>
      thinking?.type !== 'enabled' || max_tokens === undefined || thinking.budget_tokens < max_tokens,
    { path: ['thinking', 'budget_tokens'], error: 'must be less than max_tokens' },
  );
