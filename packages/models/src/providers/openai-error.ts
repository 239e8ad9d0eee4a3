import { StreamFault } from '../thrown-fault.ts';
import type { WireError } from './openai-wire.ts';

/** The statuses that OpenAI's codes come with when a request fails before its stream; 400 for the rest. */
const statusOfCode: ReadonlyMap<string, number> = new Map([
  ['server_error', 500],
  ['rate_limit_exceeded', 429],
  ['insufficient_quota', 429],
  ['vector_store_timeout', 504],
]);

/** An error told in mid-stream, as if the request had been answered with it. */
export const toOpenaiError = (told: WireError | null | undefined): StreamFault => {
  const code = String(told?.code ?? told?.type ?? 'server_error');
  const named = code.includes('policy') ? 'content_filter' : code;
  return new StreamFault(statusOfCode.get(code) ?? 400, { ...told, code: named });
};
