import { ApiError, GoogleGenAI } from '@google/genai';

import { boundErrors } from '../bound-errors.ts';
import type { SendRequest } from '../create-wire-provider.ts';
import type { ProviderConnection } from '../provider-options.ts';
import { toGoogleRequest } from './google-request.ts';

const vendorUrl = 'https://generativelanguage.googleapis.com';
/** The version that takes tools, thoughts and JSON Schema of every current model. */
const apiVersion = 'v1beta';

/** A client that takes nothing from the environment, and tries once as the SDK does unless told. */
const createClient = ({ apiKey, baseUrl }: ProviderConnection): GoogleGenAI =>
  new GoogleGenAI({
    apiKey: apiKey || 'none',
    vertexai: false,
    apiVersion,
    httpOptions: { baseUrl: baseUrl ?? vendorUrl },
  });

/** The SDK's error with what it leaves out; a web page is no message. */
const toRefusal = ({ status, message }: ApiError, headers: Headers): ApiError => {
  const isJson = headers.get('content-type')?.includes('json') ?? false;
  return Object.assign(new ApiError({ status, message: isJson ? message : '' }), { headers });
};

/**
 * Has the SDK build and send requests, and takes the answers before the SDK reads them: its own reader costs three times
 * as much and misses no end. Throws what the SDK throws, with the headers of a refusal.
 */
export const createGoogleSender = (connection: ProviderConnection): SendRequest => {
  const client = createClient(connection);
  const outbound = boundErrors(connection.fetch);
  return async (request, { issuer, signal }) => {
    const answer: { response?: Response } = {};
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const headers = new Headers(init?.headers);
      if (!connection.apiKey) headers.delete('x-goog-api-key');
      answer.response = await outbound(input, { ...init, headers });
      return answer.response;
    };
    const { config, ...params } = toGoogleRequest(request, issuer);
    try {
      await client.models.generateContentStream({
        ...params,
        config: { ...config, abortSignal: signal, httpOptions: { fetch } },
      });
    } catch (error) {
      throw error instanceof ApiError && answer.response ? toRefusal(error, answer.response.headers) : error;
    }
    if (!answer.response) throw new Error('The SDK sent no request.');
    return answer.response;
  };
};
