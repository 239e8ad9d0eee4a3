import { createWireProvider } from '../create-wire-provider.ts';
import type { ModelProvider } from '../model-provider.ts';
import type { ProviderOptions } from '../provider-options.ts';
import { createOpenaiClient } from './create-openai-client.ts';
import { OpenaiCompatibleParameters } from './openai-compatible-parameters.ts';
import { OpenaiCompatibleReader } from './openai-compatible-reader.ts';
import { toOpenaiCompatibleRequest } from './openai-compatible-request.ts';

/**
 * A server that speaks Chat Completions: vLLM, Ollama, LM Studio, a gateway. Thoughts that come as `reasoning_content`
 * or `reasoning` are shown, and sent back while their turn is under way.
 */
export const createOpenaiCompatibleProvider = (options: ProviderOptions): ModelProvider =>
  createWireProvider(
    {
      id: 'openai-compatible',
      title: 'OpenAI-compatible server',
      parameters: OpenaiCompatibleParameters,
      contextWindow: () => null,
      connect: async (connection) => {
        const { chat } = await createOpenaiClient(connection);
        return (request, { issuer, signal }) =>
          chat.completions.create(toOpenaiCompatibleRequest(request, issuer), { signal }).asResponse();
      },
      createReader: (reading) => new OpenaiCompatibleReader(reading),
    },
    options,
  );
