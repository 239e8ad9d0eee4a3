import { z } from 'zod';

import { StructuredOutput } from '../structured-output.ts';

/** What the `openai` provider takes beside the conversation, named as the Responses API names it. */
export const OpenaiParameters = z.strictObject({
  max_output_tokens: z
    .int()
    .min(16)
    .max(1_000_000)
    .exactOptional()
    .describe('Most tokens of one answer, reasoning included.'),
  reasoning: z
    .strictObject({
      effort: z
        .enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'])
        .exactOptional()
        .describe('How much the model thinks; not every model takes every value.'),
      summary: z
        .enum(['auto', 'concise', 'detailed'])
        .exactOptional()
        .describe('Shows a summary of the reasoning; OpenAI asks some organisations to verify themselves first.'),
    })
    .exactOptional()
    .describe('For reasoning models only.'),
  verbosity: z.enum(['low', 'medium', 'high']).exactOptional().describe('How long answers are.'),
  temperature: z
    .number()
    .min(0)
    .max(2)
    .exactOptional()
    .describe('Randomness: 0 is the most predictable. Reasoning models refuse it.'),
  top_p: z
    .number()
    .min(0)
    .max(1)
    .exactOptional()
    .describe('Share of likely words to choose from; change this or the temperature. Reasoning models refuse it.'),
  parallel_tool_calls: z
    .boolean()
    .exactOptional()
    .describe('Whether one turn may ask for several tools; yes unless said.'),
  output: StructuredOutput.exactOptional(),
});
export type OpenaiParameters = z.infer<typeof OpenaiParameters>;
