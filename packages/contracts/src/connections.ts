import { z } from 'zod';

/** Which wire a connection speaks. */
export const ConnectionKind = z.enum(['anthropic', 'openai', 'openai-compatible', 'google']);
export type ConnectionKind = z.infer<typeof ConnectionKind>;

/** Providers of every installation, which no connection may take the name of. */
const takenNames: readonly string[] = ['demo', 'scripted'];

/** A connection's name: what stands before the slash of `provider/model`. */
export const ConnectionName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be 1 to 40 of a–z, 0–9 and -, a letter first')
  .refine((name) => !takenNames.includes(name), 'is taken by a built-in provider: choose another name');
export type ConnectionName = z.infer<typeof ConnectionName>;

const addressRules: readonly (readonly [(url: URL) => boolean, string])[] = [
  [({ protocol }) => protocol === 'http:' || protocol === 'https:', 'must begin with http:// or https://'],
  [({ username, password }) => username + password === '', 'must hold no user or password: give the key as the key'],
  [({ href }) => !/[?#]/.test(href), 'must end before any ? or #: leave those away'],
];

/** Where a server of models answers, such as `http://127.0.0.1:11434/v1`; kept without a slash at its end. */
export const ConnectionUrl = z
  .string()
  .trim()
  .max(500, 'must be at most 500 characters: give the address up to the version, such as https://gateway.example/v1')
  .superRefine((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url) context.addIssue('must be a whole address, such as https://gateway.example/v1');
    else for (const [holds, message] of addressRules) if (!holds(url)) context.addIssue(message);
  })
  .transform((text) => (URL.canParse(text) ? new URL(text).href.replace(/\/+$/, '') : text));

/** Longest key of a vendor's that is taken. */
const maxKeyLength = 4000;

/** A vendor's key: what fits into an HTTP header. */
export const ConnectionKey = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(maxKeyLength, 'must be at most 4,000 characters: copy the key alone')
  .regex(/^[\u0021-\u007E]*$/, 'must hold no spaces, line ends or special characters: copy the key alone');

/** What kept a server of models from answering. */
export const ConnectionProblem = z.enum([
  'key-refused',
  'key-unreadable',
  'rate-limited',
  'address-wrong',
  'address-blocked',
  'unreachable',
  'timeout',
  'server-failed',
]);
export type ConnectionProblem = z.infer<typeof ConnectionProblem>;

/** What a server of models answered when it was asked for its list. */
export const TestedConnection = z.object({
  ok: z.boolean(),
  latencyMs: z.number().nonnegative(),
  /** How many models it offers. */
  models: z.int().nonnegative().optional(),
  problem: z.object({ code: ConnectionProblem, message: z.string() }).optional(),
});
export type TestedConnection = z.infer<typeof TestedConnection>;

/** How a workspace reaches models, without the key. */
export const Connection = z.object({
  name: z.string(),
  kind: ConnectionKind,
  /** Null: the vendor's own. */
  baseUrl: z.string().nullable(),
  /** `environment`: set for every workspace by whoever runs the server, and changed there only. */
  source: z.enum(['workspace', 'environment']),
  /** `unreadable`: sealed with a master key that this server does not have; it has to be entered again. */
  key: z.enum(['none', 'kept', 'unreadable']),
  /** The last characters of a long key, to tell keys apart. */
  keyHint: z.string().nullable(),
  /** Who changed it last, by name; null for the environment's. */
  updatedBy: z.string().nullable(),
  updatedAt: z.iso.datetime().nullable(),
  /** Of the connection as it is now, by the server process that answers; null when that one has not tested it. */
  lastTest: TestedConnection.extend({ at: z.iso.datetime() }).nullable(),
});
export type Connection = z.infer<typeof Connection>;

/** A server of models that answers on this machine and is not connected. */
export const ConnectionOffer = z.object({ name: z.string(), kind: ConnectionKind, baseUrl: z.string() });
export type ConnectionOffer = z.infer<typeof ConnectionOffer>;

export const UpdateConnectionInput = z.object({
  name: ConnectionName,
  kind: ConnectionKind,
  /** Null: the vendor's own address. */
  baseUrl: ConnectionUrl.nullable().default(null),
  /** Left away, the key stays as it is; null removes it. */
  apiKey: ConnectionKey.nullable().optional(),
});
export type UpdateConnectionInput = z.infer<typeof UpdateConnectionInput>;

/** A connection to try: one that is there, by its name, or one as it would be saved. */
export const TestConnectionInput = z.union([
  z.strictObject({ name: ConnectionName }),
  z.strictObject({
    draft: z.strictObject({
      kind: ConnectionKind,
      baseUrl: ConnectionUrl.nullable().default(null),
      apiKey: ConnectionKey.nullable().default(null),
    }),
  }),
]);
export type TestConnectionInput = z.infer<typeof TestConnectionInput>;
