import { z } from 'zod';

/** What the SDKs throw, as far as they agree. */
const Thrown = z.object({
  status: z.int().optional().catch(undefined),
  headers: z.instanceof(Headers).optional().catch(undefined),
  error: z.unknown().optional(),
  message: z.string().catch(''),
});

const word = z.union([z.string(), z.number().transform(String)]).catch('');
const Told = z.object({
  type: word,
  code: word,
  status: word,
  message: z.string().catch(''),
  details: z.unknown().optional(),
});
const Wrapped = z.object({ error: z.union([z.record(z.string(), z.unknown()), z.string()]) });

/** A refusal by a provider, whichever SDK brought it. */
export interface ThrownFault {
  readonly status: number;
  readonly headers: Headers;
  /** Type, code and status in the vendor's words, lower case. */
  readonly words: string;
  /** The vendor's sentence; empty when it gave none. */
  readonly message: string;
  /** What stands beside it, as JSON. */
  readonly details: string;
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The innermost of the envelopes that vendors and SDKs put around an error. */
const unwrap = (told: unknown): z.infer<typeof Told> => {
  let inner = told;
  for (let depth = 0; depth < 3; depth += 1) {
    const wrapped = Wrapped.safeParse(inner);
    if (!wrapped.success) break;
    inner = wrapped.data.error;
  }
  return Told.parse(typeof inner === 'object' && inner !== null ? inner : { message: inner });
};

/** The refusal in what an SDK threw; undefined when no provider answered. Gemini's SDK puts the body in the message. */
export const toThrownFault = (thrown: unknown): ThrownFault | undefined => {
  const parsed = Thrown.safeParse(thrown);
  if (!parsed.success || parsed.data.status === undefined) return undefined;
  const { status, headers = new Headers(), error, message } = parsed.data;
  const told = unwrap(error ?? parseJson(message));
  return {
    status,
    headers,
    words: `${told.type} ${told.code} ${told.status}`.toLowerCase(),
    message: told.message,
    details: JSON.stringify(told.details) ?? '',
  };
};

/** A refusal told in mid-stream, in the form of one that comes as an answer's status. */
export class StreamFault extends Error {
  readonly status: number;
  readonly error: unknown;

  constructor(status: number, error: unknown) {
    super('The stream told of a failure.');
    this.name = 'StreamFault';
    this.status = status;
    this.error = error;
  }
}
