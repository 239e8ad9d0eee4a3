import { JsonObject } from '@signalbox/contracts';
import { z } from 'zod';

import { StructuredOutput } from '../structured-output.ts';

/** What the `openai-compatible` provider takes beside the conversation, named as Chat Completions names it. */
export const OpenaiCompatibleParameters = z.strictObject({
  max_tokens: z.int().min(1).max(1_000_000).exactOptional().describe('Most tokens of one answer.'),
  max_completion_tokens: z
    .int()
    .min(1)
    .max(1_000_000)
    .exactOptional()
    .describe('The same under its newer name, thinking included; for servers that refuse max_tokens.'),
  temperature: z.number().min(0).max(2).exactOptional().describe('Randomness: 0 is the most predictable.'),
  top_p: z.number().min(0).max(1).exactOptional().describe('Share of likely tokens to choose from.'),
  presence_penalty: z.number().min(-2).max(2).exactOptional().describe('Above 0: fewer tokens that came already.'),
  frequency_penalty: z.number().min(-2).max(2).exactOptional().describe('Above 0: fewer repetitions.'),
  seed: z.int().exactOptional().describe('Makes answers repeat, as far as possible.'),
  stop: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(16)
    .exactOptional()
    .describe('Texts that end the answer where they would come.'),
  reasoning_effort: z
    .enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh'])
    .exactOptional()
    .describe('How much the model thinks; not every server takes every value.'),
  parallel_tool_calls: z.boolean().exactOptional().describe('Whether one turn may ask for several tools.'),
  response_format: z
    .strictObject({ type: z.enum(['text', 'json_object']) })
    .exactOptional()
    .describe('json_object: any JSON. For JSON of a schema use output.'),
  output: StructuredOutput.exactOptional(),
  include_usage: z
    .boolean()
    .exactOptional()
    .describe('Whether the server is asked to count tokens; yes unless said. A few servers refuse the question.'),
  extra_body: JsonObject.exactOptional().describe('Fields that only this server knows, such as top_k.'),
});
export type OpenaiCompatibleParameters = z.infer<typeof OpenaiCompatibleParameters>;
