import { defineTool, type ToolContext, ToolError } from '@signalbox/tool-sdk';
import { z } from 'zod';

import { askService, type SearchQuery, type SearchResult } from './search/ask-service.ts';
import { searchServices } from './search/search-services.ts';

const search = async (query: SearchQuery, context: ToolContext): Promise<readonly SearchResult[]> => {
  for (const service of searchServices) {
    const setting = await context.secret(service.setting);
    if (setting === null) continue;
    const results = await askService(service, service.toRequest(setting, query), context);
    return results.slice(0, query.count);
  }
  const settings = searchServices.map(({ setting, name }) => `${setting} (${name})`).join(', ');
  throw new ToolError(
    `Searching the web is not set up here. Tell the user: whoever runs this server can set one of ${settings} and ` +
      'start it again.',
  );
};

/** Pages of the web that match words, from the search service that the operator set up. */
export const webSearch = defineTool({
  name: 'web_search',
  title: 'Web search',
  description:
    'Searches the web and answers with title, address and a snippet of each page found. Use it for anything recent or ' +
    'that you are not sure of, and name the pages you used. To read a page whole, request its address.',
  icon: 'IconSearch',
  input: z.strictObject({
    query: z.string().trim().min(1).max(400).describe('Words to search for, as one would type them.'),
    count: z.int().min(1).max(20).default(8).describe('Most pages to answer with.'),
  }),
  effect: 'read',
  timeoutMs: 20_000,
  execute: async (query, context) => {
    try {
      return { query: query.query, results: await search(query, context) };
    } catch (error) {
      if (error instanceof ToolError || context.signal.aborted) throw error;
      throw new ToolError(error instanceof Error ? error.message : 'The search failed.', { cause: error });
    }
  },
});
