import type OpenAI from 'openai';

import { boundErrors } from '../bound-errors.ts';
import type { ProviderConnection } from '../provider-options.ts';

const vendorUrl = 'https://api.openai.com/v1';

/** A client that tries once and takes nothing from the environment but OPENAI_CUSTOM_HEADERS. */
export const createOpenaiClient = async ({ apiKey, baseUrl, fetch }: ProviderConnection): Promise<OpenAI> => {
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
