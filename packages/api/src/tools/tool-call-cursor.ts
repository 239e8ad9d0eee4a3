import { Id } from '@signalbox/contracts';
import { z } from 'zod';

const Place = z.tuple([z.iso.datetime(), Id, z.coerce.number().int().positive().max(2_147_483_647)]);

/** A place in the list of a tool's calls: the time, run and seq of a call, parted by `_`. */
export const ToolCallCursor = z
  .string()
  .max(100)
  .transform((text, context) => {
    const place = Place.safeParse(text.split('_'));
    if (!place.success) {
      context.addIssue('is no cursor of this list');
      return z.NEVER;
    }
    const [at, runId, seq] = place.data;
    return { at, runId, seq };
  });

/** The text of the cursor after this call. */
export const fromToolCallCursor = ({ at, runId, seq }: z.output<typeof ToolCallCursor>): string =>
  `${at}_${runId}_${seq}`;
