import type { RunFailure } from '@signalbox/contracts';

import type { RunsConditions } from './to-runs-search.ts';

/** Of a message, what tells errors apart. */
const toldLength = 300;

/** A message as the address and the search line have it: its beginning, in one line. */
export const toToldMessage = (message: string): string =>
  Array.from(message)
    .slice(0, toldLength)
    .join('')
    .replaceAll(/[ \t\r\n]+/g, ' ');

/** Which runs failed in this way, whatever the numbers and ids in their messages. */
export const toErrorConditions = ({ code, message }: RunFailure): RunsConditions => ({
  status: 'failed',
  error: code,
  'error-message': toToldMessage(message),
});
