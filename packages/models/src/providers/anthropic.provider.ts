import type Anthropic from '@anthropic-ai/sdk';

import { boundErrors } from '../bound-errors.ts';
import { createWireProvider } from '../create-wire-provider.ts';
import type { ModelProvider } from '../model-provider.ts';
import type { ProviderConnection, ProviderOptions } from '../provider-options.ts';
import { AnthropicParameters } from './anthropic-parameters.ts';
import { AnthropicReader } from './anthropic-reader.ts';
import { toAnthropicRequest } from './anthropic-request.ts';

const vendorUrl = 'https://api.anthropic.com';
/** Input tokens that every Claude model takes; the newer ones take more. */
const smallestWindow = 200_000;

/** A client that tries once and takes nothing from the environment but ANTHROPIC_CUSTOM_HEADERS. */
const createClient = async ({ apiKey, baseUrl, fetch }: ProviderConnection): Promise<Anthropic> => {
  const { Anthropic: Client } = await import('@anthropic-ai/sdk');
  return new Client({
    apiKey: apiKey || 'none',
    webhookKey: null,
    baseURL: baseUrl ?? vendorUrl,
    maxRetries: 0,
    logLevel: 'off',
    openTelemetry: false,
    fetch: boundErrors(fetch),
    ...(!apiKey && { defaultHeaders: { 'x-api-key': null } }),
  });
};

/**
 * Anthropic by the Messages API, or a server that speaks it. Signatures of thinking are kept with their blocks and sent
 * back there.
 */
export const createAnthropicProvider = (options: ProviderOptions): ModelProvider =>
  createWireProvider(
    {
      id: 'anthropic',
      title: 'Anthropic',
      parameters: AnthropicParameters,
      contextWindow: () => smallestWindow,
      connect: async (connection) => {
        const { messages } = await createClient(connection);
        return (request, { issuer, signal }) =>
          messages.create(toAnthropicRequest(request, issuer), { signal }).asResponse();
      },
      createReader: (reading) => new AnthropicReader(reading),
    },
    options,
  );
