import { z } from 'zod';

/** What the benchmark asks of a server under measurement. */
export const ServerOrder = z.discriminatedUnion('type', [
  /** Say something to all viewers this often from now on; 0: be silent. */
  z.object({ type: z.literal('say'), perSecond: z.number() }),
  /** Tell how much memory is in use, after collecting what is not. */
  z.object({ type: z.literal('measure') }),
]);
export type ServerOrder = z.infer<typeof ServerOrder>;

export const ServerAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('listening'), url: z.string() }),
  z.object({ type: z.literal('memory'), bytes: z.number() }),
]);

/** What the benchmark asks of the process whose sockets are the viewers. */
export const ViewerOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), url: z.string(), path: z.string(), keys: z.array(z.string()), count: z.int() }),
  /** Forget what came so far. */
  z.object({ type: z.literal('begin') }),
  z.object({ type: z.literal('report') }),
]);
export type ViewerOrder = z.infer<typeof ViewerOrder>;

export const ViewerAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened') }),
  z.object({
    type: z.literal('figures'),
    deliveries: z.int(),
    p50Ms: z.number(),
    p99Ms: z.number(),
    maxMs: z.number(),
    closed: z.int(),
  }),
]);
