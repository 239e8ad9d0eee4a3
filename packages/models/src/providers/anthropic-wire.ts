import { z } from 'zod';

const index = z.int().nonnegative();
const text = z.string().nullish();

const ContentBlock = z.object({
  type: z.string(),
  text,
  thinking: text,
  signature: text,
  data: text,
  id: text,
  name: text,
  input: z.unknown().optional(),
});

const Delta = z.object({ type: z.string(), text, thinking: text, signature: text, partial_json: text });

/** The events of the Messages API's stream, as far as they are read. */
export const AnthropicEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message_start'),
    message: z.object({ id: text, model: text, usage: z.unknown().optional() }),
  }),
  z.object({ type: z.literal('content_block_start'), index, content_block: ContentBlock }),
  z.object({ type: z.literal('content_block_delta'), index, delta: Delta }),
  z.object({ type: z.literal('content_block_stop'), index }),
  z.object({
    type: z.literal('message_delta'),
    delta: z.object({ stop_reason: text, stop_details: z.object({ explanation: text }).nullish() }),
    usage: z.unknown().optional(),
  }),
  z.object({ type: z.literal('message_stop') }),
  z.object({ type: z.literal('error'), error: z.object({ type: z.string().catch(''), message: text }) }),
]);
export type AnthropicEvent = z.infer<typeof AnthropicEvent>;
export type EventOf<Type extends AnthropicEvent['type']> = Extract<AnthropicEvent, { type: Type }>;

/** Any event: a kind that is not known means nothing. */
export const AnyEvent = z.object({ type: z.string() });

export const knownEvents: ReadonlySet<string> = new Set(
  AnthropicEvent.options.flatMap((option) => [...option.shape.type.values]),
);

/** The statuses that errors come with when a request fails before its stream. */
export const statusOfError: ReadonlyMap<string, number> = new Map([
  ['invalid_request_error', 400],
  ['authentication_error', 401],
  ['billing_error', 402],
  ['permission_error', 403],
  ['not_found_error', 404],
  ['request_too_large', 413],
  ['rate_limit_error', 429],
  ['api_error', 500],
  ['timeout_error', 504],
  ['overloaded_error', 529],
]);
