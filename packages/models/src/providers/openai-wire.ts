import { z } from 'zod';

/** What is read of the events of a Responses stream; servers that imitate it leave parts out. */
const place = z.int().nonnegative().catch(0);
const Parts = z.array(
  z.object({ type: z.string().catch(''), text: z.string().catch(''), refusal: z.string().catch('') }),
);
const parts = Parts.nullish().transform((list) => list ?? []);

const MessageItem = z.object({
  type: z.literal('message'),
  phase: z.enum(['commentary', 'final_answer']).nullish().catch(null),
  content: parts,
});
const ReasoningItem = z.object({
  type: z.literal('reasoning'),
  id: z.string().nullish(),
  encrypted_content: z.string().nullish(),
  summary: parts,
  content: parts,
});
const CallItem = z.object({
  type: z.literal('function_call'),
  call_id: z.string().nullish(),
  name: z.string(),
  arguments: z.string().nullish(),
});
/** Other items are the vendor's own tools, which are never asked for. */
export const OutputItem = z.union([
  MessageItem,
  ReasoningItem,
  CallItem,
  z.object({ type: z.literal('other').catch('other') }),
]);
export type OutputItem = z.infer<typeof OutputItem>;

export const AnyEvent = z.object({ type: z.string() });
export const ItemEvent = z.object({ output_index: place, item: OutputItem });
export type ItemEvent = z.infer<typeof ItemEvent>;
export const PartEvent = z.object({ output_index: place, content_index: place, part: z.object({ type: z.string() }) });
/** A piece of text, of reasoning or of arguments. */
export const DeltaEvent = z.object({
  output_index: place,
  content_index: place,
  summary_index: place,
  delta: z.string(),
});

export type DeltaEvent = z.infer<typeof DeltaEvent>;

export const WireError = z.object({
  type: z.string().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
  message: z.string().nullish(),
});
export type WireError = z.infer<typeof WireError>;
/** An error in mid-stream: flat by the documentation, nested as gateways send it. */
export const ErrorEvent = WireError.omit({ type: true }).extend({ error: WireError.nullish() });

export const Answer = z.object({
  id: z.string().nullish(),
  model: z.string().nullish(),
  status: z.string().nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  error: WireError.nullish(),
  output: z.array(OutputItem).nullish().catch(null),
  usage: z.unknown().optional(),
});
export type Answer = z.infer<typeof Answer>;
export const AnswerEvent = z.object({ response: Answer });
