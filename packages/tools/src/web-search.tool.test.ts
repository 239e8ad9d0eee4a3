import { createTestContext, type ToolContext } from '@signalbox/tool-sdk';
import { expect, test } from 'vitest';

import { openWebServer } from './testing/open-web-server.ts';
import { webSearch } from './web-search.tool.ts';

const run = async (context: Partial<ToolContext>, value = {}): Promise<unknown> => {
  const call = webSearch.parse({ query: 'signal box', count: 2, ...value });
  if (!call.ok) throw new Error(call.message);
  return call.execute(createTestContext(context));
};

const withSettings = (settings: Readonly<Record<string, string>>): Pick<ToolContext, 'secret'> => ({
  secret: async (name) => settings[name] ?? null,
});

/** Services that answer in their own wire formats, as far as the tool reads them. */
const openServices = async (
  change: (path: string) => { status: number; body: string } | undefined = () => undefined,
) => {
  const page = (text: string, number: number) => ({
    title: `The <strong>box</strong> &amp; ${number}`,
    url: `https://example.com/${number}`,
    [text]: `About\n<b>it</b> &lt;${number}&gt;`,
  });
  const pages = (text: string) => [
    page(text, 1),
    { title: 'no address', url: 'javascript:alert(1)', [text]: 'x' },
    page(text, 2),
    page(text, 3),
  ];
  const answers: Record<string, object> = {
    '/search': { query: 'q', number_of_results: 3, results: pages('content') },
    '/res/v1/web/search': { type: 'search', web: { type: 'search', results: pages('description') } },
    '/tavily/search': { query: 'q', results: pages('content'), response_time: 1 },
  };
  const server = await openWebServer(({ url }, response) => {
    const path = new URL(url, 'http://a.example').pathname;
    const { status, body } = change(path) ?? { status: 200, body: JSON.stringify(answers[path] ?? {}) };
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  // the two services with a fixed address stand on the test's own server
  const fetch: ToolContext['fetch'] = (input, init) => {
    const address = (typeof input === 'string' || input instanceof URL ? String(input) : input.url)
      .replace('https://api.search.brave.com', server.origin)
      .replace('https://api.tavily.com', `${server.origin}/tavily`);
    return server.fetch(address, init);
  };
  return { ...server, fetch };
};

const found = [1, 2].map((number) => ({
  title: `The box & ${number}`,
  url: `https://example.com/${number}`,
  snippet: `About it <${number}>`,
}));

test('SearXNG is asked at its address, whether or not that names the search', async () => {
  const { fetch, origin, seen } = await openServices();
  for (const address of [origin, `${origin}/`, `${origin}/search`]) {
    expect(await run({ fetch, ...withSettings({ SEARXNG_URL: address }) })).toEqual({
      query: 'signal box',
      results: found,
    });
  }
  expect(new Set(seen.map(({ url }) => url))).toEqual(new Set(['/search?q=signal+box&format=json']));
});

test('Brave is asked with its key', async () => {
  const { fetch, seen } = await openServices();
  expect(await run({ fetch, ...withSettings({ BRAVE_API_KEY: 'b1' }) })).toMatchObject({ results: found });
  expect(seen[0]).toMatchObject({
    url: '/res/v1/web/search?q=signal+box&count=2',
    headers: { 'x-subscription-token': 'b1' },
  });
});

test('Brave’s answer without a match has no pages', async () => {
  const { fetch } = await openServices(() => ({ status: 200, body: '{"type":"search"}' }));
  expect(await run({ fetch, ...withSettings({ BRAVE_API_KEY: 'b1' }) })).toMatchObject({ results: [] });
});

test('Tavily is asked with its key', async () => {
  const { fetch, seen } = await openServices();
  expect(await run({ fetch, ...withSettings({ TAVILY_API_KEY: 't1' }) })).toMatchObject({ results: found });
  expect(seen[0]).toMatchObject({ method: 'POST', headers: { authorization: 'Bearer t1' } });
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ query: 'signal box', max_results: 2 });
});

test('the first service that is set is asked, and with none the user is told what to set', async () => {
  const { fetch, origin, seen } = await openServices();
  await run({ fetch, ...withSettings({ TAVILY_API_KEY: 't', BRAVE_API_KEY: 'b', SEARXNG_URL: origin }) });
  expect(seen.map(({ url }) => url.split('?')[0])).toEqual(['/search']);
  await expect(run({ fetch })).rejects.toThrow(/not set up.*SEARXNG_URL.*BRAVE_API_KEY.*TAVILY_API_KEY/);
});

test.each([
  [401, '', 'Brave Search refused the search (401). Whoever runs this server can check BRAVE_API_KEY'],
  [429, '', 'Its limit of searches is reached'],
  [500, '', 'could not search (500)'],
  [200, '<html>', 'can’t be read'],
  [200, '{"web":{"results":1}}', 'can’t be read'],
])('an answer %i %j is told in plain words, without the key', async (status, body, reason) => {
  const { fetch } = await openServices(() => ({ status, body }));
  const search = run({ fetch, ...withSettings({ BRAVE_API_KEY: 'the-key' }) });
  await expect(search).rejects.toThrow(reason);
  await expect(search).rejects.not.toThrow('the-key');
});

test.each([{ query: '  ' }, { query: 'x'.repeat(401) }, { count: 21 }, { site: 'a' }])(
  'refuses case %$',
  async (value) => {
    await expect(run({}, value)).rejects.toThrow('The arguments of web_search are wrong');
  },
);
