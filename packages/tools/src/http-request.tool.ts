import { defineTool, type ToolContext, ToolError } from '@signalbox/tool-sdk';
import { z } from 'zod';

import { checkHeaders } from './http/check-headers.ts';
import { describeResponse } from './http/describe-response.ts';

const effects = {
  GET: 'read',
  HEAD: 'read',
  OPTIONS: 'read',
  PUT: 'idempotent',
  DELETE: 'idempotent',
  POST: 'write',
  PATCH: 'write',
} as const;

const input = z
  .strictObject({
    method: z.enum(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
    url: z.string().max(8000).describe('The whole address, beginning with https:// or http://.'),
    headers: z.record(z.string(), z.string()).default({}).describe('Headers by name, such as {"accept": "text/csv"}.'),
    body: z
      .union([z.string(), z.record(z.string(), z.unknown())])
      .optional()
      .describe('For POST, PUT, PATCH and DELETE: text, or an object that is sent as JSON.'),
  })
  .refine(({ method, body }) => body === undefined || effects[method] !== 'read', {
    path: ['body'],
    message: 'does not go with this method',
  });

type Input = z.infer<typeof input>;

const toRequest = ({ method, headers: given, body }: Input, { idempotencyKey, signal }: ToolContext): RequestInit => {
  const headers = checkHeaders(given);
  const isText = body === undefined || typeof body === 'string';
  if (!isText && !headers.has('content-type')) headers.set('content-type', 'application/json');
  // a server that knows this header counts a call once, however often it arrives
  if (effects[method] === 'write' && !headers.has('idempotency-key')) headers.set('idempotency-key', idempotencyKey);
  return { method, headers, signal, body: isText ? (body ?? null) : JSON.stringify(body) };
};

const toFailure = (error: unknown, { method }: Input): ToolError => {
  const reason = error instanceof Error ? error.message : 'The request failed.';
  const isOpen = effects[method] === 'write' && error instanceof Error && error.name !== 'BlockedAddressError';
  return new ToolError(isOpen ? `${reason} Whether it took effect is not known.` : reason, { cause: error });
};

/**
 * One HTTP request. By the standard GET, HEAD and OPTIONS change nothing, and PUT and DELETE do the same when they are
 * made again; POST and PATCH may count twice, so one that was cut off is never made again by itself.
 */
export const httpRequest = defineTool({
  name: 'http_request',
  title: 'HTTP request',
  description:
    'Makes one HTTP request to an address on the public internet and answers with status, headers and body. Use it to ' +
    'read a page or a file, or to call an API. Addresses in private networks are refused.',
  icon: 'IconGlobe',
  input,
  effect: ({ method }) => effects[method],
  // shorter than the fetch's own time: of a POST that is cut off here, nobody claims to know what happened
  timeoutMs: 30_000,
  execute: async (call, context) => {
    const request = toRequest(call, context);
    try {
      return await describeResponse(await context.fetch(call.url, request));
    } catch (error) {
      if (context.signal.aborted) throw error;
      throw toFailure(error, call);
    }
  },
});
