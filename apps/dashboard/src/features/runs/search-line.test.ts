import { expect, test } from 'vitest';

import type { RunsSearch } from './parse-runs-search.ts';
import { parseSearchLine } from './parse-search-line.ts';
import { printSearchLine } from './print-search-line.ts';
import { readRunsSearch } from './read-runs-search.ts';

const conversation = '01900000-0000-7000-8000-000000000000';

test.for<[RunsSearch, string]>([
  [{}, ''],
  [{ q: 'refund' }, 'refund'],
  [{ agent: 'triage', version: '3', initiator: 'nightly job' }, 'agent:triage version:3 initiator:"nightly job"'],
  [{ status: 'failed', agent: 'assistant', q: 'late refund' }, 'status:failed agent:assistant late refund'],
  [{ status: 'failed,cancelled', source: 'api', range: '24h' }, 'status:failed,cancelled source:api range:24h'],
  [
    { from: '2026-11-21T14:00:00.000Z', until: '2026-11-21T15:00:00.000Z' },
    'from:2026-11-21T14:00:00.000Z until:2026-11-21T15:00:00.000Z',
  ],
  [{ error: 'odd code "x"', conversation }, String.raw`error:"odd code \"x\"" conversation:${conversation}`],
  [{ error: 'reported', 'error-message': 'No answer: 4 s' }, 'error:reported error-message:"No answer: 4 s"'],
  [{ 'error-message': '' }, 'error-message:""'],
  [{ q: String.raw`status:failed "and" C:\dir` }, String.raw`"status:failed \"and\" C:\\dir"`],
])('%j is the line %s, both ways', ([search, line]) => {
  expect(printSearchLine(readRunsSearch(search).filters)).toBe(line);
  expect(parseSearchLine(line)).toEqual({ search });
});

test('quotes, spaces and repeated statuses come to the same', () => {
  expect(parseSearchLine('  "refund"   status:failed  late status:waiting ')).toEqual({
    search: { status: 'failed,waiting', q: 'refund late' },
  });
});

test.for([
  ['cost:>0.1', 'There is no key “cost”'],
  ['https://example.com', 'There is no key “https”'],
  ['status:', 'status: needs a value'],
  ['agent:""', '“” is not an agent’s slug'],
  ['status:odd', 'No status is called “odd”'],
  ['status:,', 'No status is called “”'],
  ['source:mail', 'No source is called “mail”'],
  ['range:2y', '“2y” is not a range'],
  ['version:3', 'A version is one of an agent'],
  ['agent:one version:v3', '“v3” is not the number of a version'],
  ['from:yesterday', '“yesterday” is not a time'],
  ['conversation:1', '“1” is not the id'],
  ['agent:Assistant!', '“Assistant!” is not an agent’s slug or id'],
  ['agent:one agent:two', 'agent: can stand in the line only once'],
  ['"open', 'goes in quotes'],
  [':x', 'goes in quotes'],
  ['a'.repeat(201), 'up to 200 characters'],
] as const)('%s is refused', ([line, fault]) => {
  expect(parseSearchLine(line)).toEqual({ fault: expect.stringContaining(fault) });
});
