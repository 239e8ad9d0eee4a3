import type { ModelEvent, ModelProvider, ModelRequest } from '../model-provider.ts';
import type { ProviderOptions } from '../provider-options.ts';
import { readSse } from '../read-sse.ts';
import { toModelError } from '../to-model-error.ts';
import { GoogleParameters } from './google-parameters.ts';
import { GoogleReader } from './google-reader.ts';
import type { GoogleSender } from './google-sender.ts';

/** The SDK loads with the first call. */
const createSender = async (connection: ProviderOptions['connection']): Promise<GoogleSender> => {
  const { createGoogleSender } = await import('./google-sender.ts');
  return createGoogleSender(connection);
};

/**
 * Google's Gemini API. Thought signatures are kept with the blocks they came with and sent back there. Throws
 * `ModelError`; an abort throws the signal's reason and closes the request.
 */
export const createGoogleProvider = ({
  id = 'google',
  title = 'Google',
  connection,
  price = () => null,
  models,
}: ProviderOptions): ModelProvider => {
  let sender: Promise<GoogleSender> | undefined;

  const stream = async function* (
    request: ModelRequest,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<ModelEvent> {
    try {
      const send = await (sender ??= createSender(connection));
      const response = await send(request, { issuer: id, signal });
      const reader = new GoogleReader({ issuer: id, title });
      for await (const data of readSse(response, { title, signal })) yield* reader.read(data);
      yield* reader.end();
    } catch (error) {
      signal.throwIfAborted();
      throw toModelError(error, title, connection.apiKey);
    }
  };

  return {
    id,
    title,
    ...(models && { models }),
    parameters: GoogleParameters,
    // what every Gemini since 1.5 takes
    contextWindow: (model) => (model.includes('gemini-') ? 1_048_576 : null),
    price,
    stream,
  };
};
