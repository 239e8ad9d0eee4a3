import { defineTool, ToolError } from '@signalbox/tool-sdk';
import { z } from 'zod';

import { formatTime } from './format-time.ts';

/** The date, time and weekday now. */
export const currentTime = defineTool({
  name: 'current_time',
  title: 'Current time',
  description:
    'Tells the date, time and weekday now, in a time zone. Use it whenever an answer depends on what day or time it is.',
  icon: 'IconClock',
  input: z.strictObject({
    timeZone: z
      .string()
      .trim()
      .default('UTC')
      .describe('IANA name of the time zone, such as "Europe/Berlin"; UTC when left out.'),
  }),
  effect: 'read',
  timeoutMs: 5000,
  execute: ({ timeZone }) => {
    const time = formatTime(new Date(), timeZone);
    if (!time) throw new ToolError(`There is no time zone ${timeZone}. Give an IANA name such as Europe/Berlin.`);
    return time;
  },
});
