import { createWireProvider } from '../create-wire-provider.ts';
import type { ModelProvider } from '../model-provider.ts';
import type { ProviderOptions } from '../provider-options.ts';
import { createOpenaiClient } from './create-openai-client.ts';
import { OpenaiParameters } from './openai-parameters.ts';
import { OpenaiReader } from './openai-reader.ts';
import { toOpenaiRequest } from './openai-request.ts';

/** Input tokens by family, the part of the window kept for the answer taken off: https://platform.openai.com/docs/models. */
const contextWindows: readonly (readonly [RegExp, number])[] = [
  [/^gpt-[5-9]/, 272_000],
  [/^gpt-4\.1/, 1_014_000],
  [/^o[1-9]/, 100_000],
  [/^gpt-4o/, 111_000],
];

const toContextWindow = (model: string): number | null =>
  contextWindows.find(([family]) => family.test(model))?.[1] ?? null;

/**
 * OpenAI by the Responses API, or a server that speaks it. Nothing is kept by OpenAI: reasoning comes encrypted and is
 * sent back with the history.
 */
export const createOpenaiProvider = (options: ProviderOptions): ModelProvider =>
  createWireProvider(
    {
      id: 'openai',
      title: 'OpenAI',
      parameters: OpenaiParameters,
      contextWindow: toContextWindow,
      connect: async (connection) => {
        const { responses } = await createOpenaiClient(connection);
        return (request, { issuer, signal }) =>
          responses.create(toOpenaiRequest(request, issuer), { signal }).asResponse();
      },
      createReader: (reading) => new OpenaiReader(reading),
    },
    options,
  );
