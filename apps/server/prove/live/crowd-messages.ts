import { z } from 'zod';

/** What is asked of a process whose sockets are viewers. */
export const CrowdOrder = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('open'),
    port: z.int(),
    /** Address of this machine that the viewers come from: each has ports of its own. */
    from: z.string(),
    keys: z.array(z.string()),
    count: z.int(),
  }),
  z.object({ type: z.literal('report') }),
]);
export type CrowdOrder = z.infer<typeof CrowdOrder>;

/** How viewers stand. */
export const CrowdReport = z.object({
  /** Viewers that have a stream now. */
  open: z.int(),
  /** Viewers without a stream, by what they wait for. */
  waiting: z.record(z.string(), z.int()),
  /** Streams that ended, by the hub that their viewers were at. */
  closed: z.record(z.string(), z.int()),
  /** Of the viewers at each hub: how many they are, and the lowest and highest number that one of them has. */
  hubs: z.record(z.string(), z.object({ viewers: z.int(), lowest: z.int(), highest: z.int() })),
  deliveries: z.int(),
  /** Deliveries by how old they were, in steps of 10 ms. */
  ages: z.array(z.int()),
  /** Answers other than a stream, by their status; 0 for none. */
  refusals: z.record(z.string(), z.int()),
  faultCount: z.int(),
  /** The first of them. */
  faults: z.array(z.string()),
});
export type CrowdReport = z.infer<typeof CrowdReport>;
