import type Anthropic from '@anthropic-ai/sdk';

import { boundErrors } from '../bound-errors.ts';
import { ModelError } from '../model-error.ts';
import type { ModelEvent, ModelProvider, ModelRequest } from '../model-provider.ts';
import type { ProviderConnection, ProviderOptions } from '../provider-options.ts';
import { readSse } from '../read-sse.ts';
import { toModelError } from '../to-model-error.ts';
import { AnthropicParameters } from './anthropic-parameters.ts';
import { AnthropicReader } from './anthropic-reader.ts';
import { toAnthropicRequest } from './anthropic-request.ts';

const vendorUrl = 'https://api.anthropic.com';
/** Input tokens that every Claude model takes; the newer ones take more. */
const smallestWindow = 200_000;

/** A client that tries once and takes nothing from the environment but ANTHROPIC_CUSTOM_HEADERS. The SDK loads with the first call. */
const createClient = async ({ apiKey, baseUrl, fetch }: ProviderConnection): Promise<Anthropic> => {
  const { Anthropic: Client } = await import('@anthropic-ai/sdk');
  return new Client({
    apiKey: apiKey ?? 'none',
    webhookKey: null,
    baseURL: baseUrl ?? vendorUrl,
    maxRetries: 0,
    logLevel: 'off',
    openTelemetry: false,
    fetch: boundErrors(fetch),
    ...(apiKey === null && { defaultHeaders: { 'x-api-key': null } }),
  });
};

/**
 * Anthropic by the Messages API, or a server that speaks it. Signatures of thinking are kept with their blocks and sent
 * back there. Throws `ModelError`; an abort throws the signal's reason and closes the request.
 */
export const createAnthropicProvider = ({
  id = 'anthropic',
  title = 'Anthropic',
  connection,
  price = () => null,
  models,
  contextWindow = () => smallestWindow,
}: ProviderOptions): ModelProvider => {
  let client: Promise<Anthropic> | undefined;

  const stream = async function* (
    request: ModelRequest,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<ModelEvent> {
    try {
      const { messages } = await (client ??= createClient(connection));
      const response = await messages.create(toAnthropicRequest(request, id), { signal }).asResponse();
      const reader = new AnthropicReader({ issuer: id, title });
      for await (const data of readSse(response, { title, signal })) {
        const events = reader.read(data);
        yield* events;
        if (events.at(-1)?.type === 'finish') return;
      }
      throw new ModelError('protocol', `The answer of ${title} was cut off before its end.`);
    } catch (error) {
      signal.throwIfAborted();
      throw toModelError(error, title, connection.apiKey);
    }
  };

  return {
    id,
    title,
    ...(models && { models }),
    parameters: AnthropicParameters,
    contextWindow,
    price,
    stream,
  };
};
