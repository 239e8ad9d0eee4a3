import { ToolError } from '@signalbox/tool-sdk';
import { z } from 'zod';

/** What was found on one page. */
export interface SearchResult {
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
}

export interface SearchQuery {
  readonly query: string;
  readonly count: number;
}

/** A service that searches the web. */
export interface SearchService {
  readonly name: string;
  /** The setting that holds its address or key. */
  readonly setting: string;
  /** The request that asks it, from the value of its setting. */
  readonly toRequest: (setting: string, query: SearchQuery) => { readonly url: string; readonly init: RequestInit };
  /** The pages of its answer. Throws when the answer has another shape. */
  readonly toResults: (answer: unknown) => readonly SearchResult[];
}

const maxSnippetLength = 500;

const signs: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  nbsp: ' ',
};

/** Plain text of what services mark up in titles and snippets. */
const toPlainText = (html: string): string =>
  html
    .replace(/<\/?[a-z][^>]{0,200}>/gi, '')
    .replace(/&(#?\w{1,8});/g, (whole, name: string) => signs[name.toLowerCase()] ?? whole)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxSnippetLength);

const Page = z.object({
  title: z.string().catch(''),
  url: z.url({ protocol: /^https?$/ }),
  text: z.string().catch(''),
});

/** The results of pages in a service's words; a page without an address that can be opened is left out. */
export const toResults = (
  pages: readonly Readonly<Record<string, unknown>>[],
  textField: string,
): readonly SearchResult[] =>
  pages.flatMap((page) => {
    const parsed = Page.safeParse({ ...page, text: page[textField] });
    if (!parsed.success) return [];
    const { title, url, text } = parsed.data;
    return [{ title: toPlainText(title) || url, url, snippet: toPlainText(text) }];
  });

/** A list of pages in an answer. */
export const Pages = z.array(z.record(z.string(), z.unknown()));

const askOperator = (name: string, setting: string): string =>
  `Whoever runs this server can check ${setting}, for ${name}.`;

/** Asks a service. Throws `ToolError` saying what is wrong and who can mend it. */
export const askService = async (
  service: SearchService,
  request: ReturnType<SearchService['toRequest']>,
  { fetch, signal }: { readonly fetch: typeof globalThis.fetch; readonly signal: AbortSignal },
): Promise<readonly SearchResult[]> => {
  const { name, setting } = service;
  const response = await fetch(request.url, { ...request.init, signal });
  if (response.status === 401 || response.status === 403) {
    await response.body?.cancel();
    throw new ToolError(`${name} refused the search (${response.status}). ${askOperator(name, setting)}`);
  }
  if (!response.ok) {
    await response.body?.cancel();
    const advice =
      response.status === 429 ? 'Its limit of searches is reached: wait before the next one.' : 'Try again.';
    throw new ToolError(`${name} could not search (${response.status}). ${advice}`);
  }
  try {
    return service.toResults(await response.json());
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new ToolError(`${name} gave an answer that can’t be read. ${askOperator(name, setting)}`, { cause });
  }
};
