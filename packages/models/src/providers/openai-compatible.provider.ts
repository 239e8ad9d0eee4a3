import type OpenAI from 'openai';

import { boundErrors } from '../bound-errors.ts';
import type { ModelEvent, ModelProvider, ModelRequest } from '../model-provider.ts';
import type { ProviderConnection, ProviderOptions } from '../provider-options.ts';
import { readSse } from '../read-sse.ts';
import { toModelError } from '../to-model-error.ts';
import { OpenaiCompatibleParameters } from './openai-compatible-parameters.ts';
import { OpenaiCompatibleReader } from './openai-compatible-reader.ts';
import { toOpenaiCompatibleRequest } from './openai-compatible-request.ts';

const vendorUrl = 'https://api.openai.com/v1';

/** A client that tries once and takes nothing from the environment but OPENAI_CUSTOM_HEADERS. The SDK loads with the first call. */
const createClient = async ({ apiKey, baseUrl, fetch }: ProviderConnection): Promise<OpenAI> => {
  const { OpenAI: Client } = await import('openai');
  return new Client({
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl ?? vendorUrl,
    maxRetries: 0,
    logLevel: 'off',
    fetch: boundErrors(fetch),
    ...(apiKey === null && { defaultHeaders: { authorization: null } }),
  });
};

/**
 * A server that speaks Chat Completions: vLLM, Ollama, LM Studio, a gateway. Thoughts that come as `reasoning_content`
 * or `reasoning` are shown, and sent back while their turn is under way. Throws `ModelError`; an abort throws the
 * signal's reason and closes the request.
 */
export const createOpenaiCompatibleProvider = ({
  id = 'openai-compatible',
  title = 'OpenAI-compatible server',
  connection,
  price = () => null,
  models,
  contextWindow = () => null,
}: ProviderOptions): ModelProvider => {
  let client: Promise<OpenAI> | undefined;

  const stream = async function* (
    request: ModelRequest,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<ModelEvent> {
    try {
      const { chat } = await (client ??= createClient(connection));
      const response = await chat.completions.create(toOpenaiCompatibleRequest(request, id), { signal }).asResponse();
      const reader = new OpenaiCompatibleReader({ issuer: id, title });
      let isDone = false;
      const onDone = (): void => void (isDone = true);
      for await (const data of readSse(response, { title, signal, onDone })) yield* reader.read(data);
      yield* reader.end(isDone);
    } catch (error) {
      signal.throwIfAborted();
      throw toModelError(error, title, connection.apiKey);
    }
  };

  return {
    id,
    title,
    ...(models && { models }),
    parameters: OpenaiCompatibleParameters,
    contextWindow,
    price,
    stream,
  };
};
