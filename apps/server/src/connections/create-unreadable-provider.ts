import { ModelError, type ModelProvider } from '@signalbox/models';
import { z } from 'zod';

/** In place of a provider whose key can't be read: every call fails with what to do about it. */
export const createUnreadableProvider = (id: string, title: string): ModelProvider => ({
  id,
  title,
  parameters: z.record(z.string(), z.json()),
  contextWindow: () => null,
  price: () => null,
  stream: () => {
    throw new ModelError('auth', `The key for ${title} can’t be read any more. Enter it again in Settings → Models.`);
  },
});
