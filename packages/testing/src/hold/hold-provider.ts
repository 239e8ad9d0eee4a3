import { readFileSync } from 'node:fs';

import type { ModelEvent, ModelProvider } from '@signalbox/models';

import { waitUntilGone } from './wait-until-gone.ts';

/** The text at which answers are held now; null when nothing is. */
const readHeld = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

/**
 * The provider, whose answers stop after the text that the file holds, and go on once the file is gone: whoever looks at an
 * answer under way is as slow as they like.
 */
export const holdProvider = (provider: ModelProvider, file: string): ModelProvider => ({
  ...provider,
  stream: async function* (request, options): AsyncGenerator<readonly ModelEvent[]> {
    let text = '';
    for await (const events of provider.stream(request, options)) {
      yield events;
      for (const event of events) text += event.type === 'block-delta' ? event.text : '';
      const held = readHeld(file);
      if (held !== null && text.includes(held)) await waitUntilGone(file, options.signal);
    }
  },
});
