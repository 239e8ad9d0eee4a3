import { z } from 'zod';

import { Pages, type SearchService, toResults } from './ask-service.ts';

/** A metasearch engine that anybody can run; its setting `search.formats` needs `json`. */
const searxng: SearchService = {
  name: 'SearXNG',
  setting: 'SEARXNG_URL',
  toRequest: (address, { query }) => {
    const url = new URL(address);
    if (!url.pathname.endsWith('/search')) url.pathname = `${url.pathname.replace(/\/$/, '')}/search`;
    url.searchParams.set('q', query);
    url.searchParams.set('format', 'json');
    return { url: url.href, init: {} };
  },
  toResults: (answer) => toResults(z.object({ results: Pages }).parse(answer).results, 'content'),
};

const brave: SearchService = {
  name: 'Brave Search',
  setting: 'BRAVE_API_KEY',
  toRequest: (key, { query, count }) => {
    const parameters = new URLSearchParams({ q: query, count: String(count) });
    const headers = { accept: 'application/json', 'x-subscription-token': key };
    return { url: `https://api.search.brave.com/res/v1/web/search?${parameters.toString()}`, init: { headers } };
  },
  toResults: (answer) => {
    // without a match there is no `web` at all
    const { web } = z.object({ web: z.object({ results: Pages }).optional() }).parse(answer);
    return toResults(web?.results ?? [], 'description');
  },
};

const tavily: SearchService = {
  name: 'Tavily',
  setting: 'TAVILY_API_KEY',
  toRequest: (key, { query, count }) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query, max_results: count });
    return { url: 'https://api.tavily.com/search', init: { method: 'POST', headers, body } };
  },
  toResults: (answer) => toResults(z.object({ results: Pages }).parse(answer).results, 'content'),
};

/** The services that can be set up; the first that is, is asked. */
export const searchServices: readonly SearchService[] = [searxng, brave, tavily];
