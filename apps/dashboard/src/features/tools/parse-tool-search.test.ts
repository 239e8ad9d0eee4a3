import { expect, test } from 'vitest';

import { parseToolSearch } from './parse-tool-search.ts';

test.each([
  [
    { view: 'schema', outcome: 'error' },
    { view: 'schema', outcome: 'error' },
  ],
  [{ view: 'table', outcome: 'bad', other: 1 }, {}],
  [null, {}],
])('%j', (search, parsed) => expect(parseToolSearch(search)).toEqual(parsed));
