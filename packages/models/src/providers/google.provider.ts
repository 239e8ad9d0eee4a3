import { createWireProvider } from '../create-wire-provider.ts';
import type { ModelProvider } from '../model-provider.ts';
import type { ProviderOptions } from '../provider-options.ts';
import { GoogleParameters } from './google-parameters.ts';
import { GoogleReader } from './google-reader.ts';

/** Google's Gemini API. Thought signatures are kept with the blocks they came with and sent back there. */
export const createGoogleProvider = (options: ProviderOptions): ModelProvider =>
  createWireProvider(
    {
      id: 'google',
      title: 'Google',
      parameters: GoogleParameters,
      // what every Gemini since 1.5 takes
      contextWindow: (model) => (model.includes('gemini-') ? 1_048_576 : null),
      connect: async (connection) => {
        const { createGoogleSender } = await import('./google-sender.ts');
        return createGoogleSender(connection);
      },
      createReader: (reading) => new GoogleReader(reading),
    },
    options,
  );
