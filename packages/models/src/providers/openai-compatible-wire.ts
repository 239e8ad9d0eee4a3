import { z } from 'zod';

const text = z.string().nullish();
/** Not looked into: a schema that contains itself makes every chunk dear. */
const object = z.record(z.string(), z.unknown());

/** Mistral writes the content of thinking models in parts. */
const Part = z.object({
  type: z.string(),
  text,
  thinking: z.array(z.object({ text })).nullish(),
});

const CallDelta = z.object({
  index: z.int().nonnegative().nullish(),
  id: text,
  function: z.object({ name: text, arguments: z.union([z.string(), object]).nullish() }).nullish(),
  extra_content: object.nullish(),
});
export type CallDelta = z.infer<typeof CallDelta>;

const Delta = z.object({
  content: z.union([z.string(), z.array(Part)]).nullish(),
  reasoning_content: text,
  reasoning: text,
  refusal: text,
  tool_calls: z.array(CallDelta).nullish(),
});
export type Delta = z.infer<typeof Delta>;

/** One chunk of a Chat Completions stream, as far as it is read. */
export const Chunk = z.object({
  id: text,
  model: text,
  choices: z.array(z.object({ index: z.int().nullish(), delta: Delta.nullish(), finish_reason: text })).nullish(),
  usage: z.unknown().optional(),
  x_groq: z.object({ usage: z.unknown().optional() }).nullish(),
  error: z.unknown().optional(),
});
export type Chunk = z.infer<typeof Chunk>;
