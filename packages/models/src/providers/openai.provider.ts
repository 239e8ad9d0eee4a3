import type OpenAI from 'openai';

import { boundErrors } from '../bound-errors.ts';
import { ModelError } from '../model-error.ts';
import type { ModelEvent, ModelProvider, ModelRequest } from '../model-provider.ts';
import type { ProviderConnection, ProviderOptions } from '../provider-options.ts';
import { readSse } from '../read-sse.ts';
import { toModelError } from '../to-model-error.ts';
import { OpenaiParameters } from './openai-parameters.ts';
import { OpenaiReader } from './openai-reader.ts';
import { toOpenaiRequest } from './openai-request.ts';

const vendorUrl = 'https://api.openai.com/v1';

/** Input tokens by family, the part of the window kept for the answer taken off: https://platform.openai.com/docs/models. */
const contextWindows: readonly (readonly [RegExp, number])[] = [
  [/^gpt-[5-9]/, 272_000],
  [/^gpt-4\.1/, 1_014_000],
  [/^o[1-9]/, 100_000],
  [/^gpt-4o/, 111_000],
];

const toContextWindow = (model: string): number | null =>
  contextWindows.find(([family]) => family.test(model))?.[1] ?? null;

/** A client that takes nothing from the environment and tries once. The SDK loads with the first call. */
const createClient = async ({ apiKey, baseUrl, fetch }: ProviderConnection): Promise<OpenAI> => {
  const { OpenAI: Client } = await import('openai');
  return new Client({
    apiKey: apiKey || 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: baseUrl ?? vendorUrl,
    maxRetries: 0,
    logLevel: 'off',
    fetch: boundErrors(fetch),
    ...(!apiKey && { defaultHeaders: { authorization: null } }),
  });
};

/**
 * OpenAI by the Responses API, or a server that speaks it. Nothing is kept by OpenAI: reasoning comes encrypted and is
 * sent back with the history. Throws `ModelError`; an abort throws the signal's reason and closes the request.
 */
export const createOpenaiProvider = ({
  id = 'openai',
  title = 'OpenAI',
  connection,
  price = () => null,
  models,
}: ProviderOptions): ModelProvider => {
  let client: Promise<OpenAI> | undefined;

  const stream = async function* (
    request: ModelRequest,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<ModelEvent> {
    try {
      const { responses } = await (client ??= createClient(connection));
      const response = await responses.create(toOpenaiRequest(request, id), { signal }).asResponse();
      const reader = new OpenaiReader({ issuer: id, title });
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
    parameters: OpenaiParameters,
    contextWindow: toContextWindow,
    price,
    stream,
  };
};
