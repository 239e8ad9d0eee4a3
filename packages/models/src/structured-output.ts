import { JsonObject } from '@signalbox/contracts';
import { z } from 'zod';

/** The JSON an answer must be, in one form for every provider. */
export const StructuredOutput = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-zA-Z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -')
      .describe('What the JSON is, for the model: letters, digits, _ and -.'),
    schema: JsonObject.describe(
      'JSON Schema of the answer: an object with additionalProperties false fits every model.',
    ),
  })
  .describe('Answers as JSON of a schema instead of free text.');
export type StructuredOutput = z.infer<typeof StructuredOutput>;
