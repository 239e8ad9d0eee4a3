import { expect, test } from 'vitest';

import { parseRunsSearch } from './parse-runs-search.ts';
import { readRunsSearch } from './read-runs-search.ts';
import { toRunFilters } from './to-run-filters.ts';

const runId = '01900000-0000-7000-8000-000000000000';
const nowMs = Date.parse('2026-11-21T14:00:00.000Z');

const read = (search: unknown) => readRunsSearch(parseRunsSearch(search));
const filtersOf = (search: unknown) => toRunFilters(read(search).filters, { nowMs, timeZone: 'Europe/Berlin' });

test('an address becomes what the server is asked', () => {
  expect(
    filtersOf({ status: 'failed,failed,waiting', agent: 'assistant', source: 'api', error: 'model.failed' }),
  ).toEqual({
    statuses: ['failed', 'waiting'],
    agent: 'assistant',
    source: 'api',
    errorCode: 'model.failed',
  });
  expect(filtersOf({ range: '1h', conversation: runId, q: 12 })).toEqual({
    from: '2026-11-21T13:01:00.000Z',
    conversationId: runId,
    search: '12',
  });
});

test('what figures are told apart by can be asked for', () => {
  const search = { agent: 'triage', version: '3', project: 'shop', model: 'openai/gpt-5.1', tool: 'mail' };
  expect(filtersOf({ ...search, initiator: 'nightly job', task: 'T-7', gone: '2' })).toEqual({
    ...search,
    version: 3,
    initiator: 'nightly job',
    taskId: 'T-7',
  });
  expect(filtersOf({ range: 'today' })).toEqual({ from: '2026-11-20T23:00:00.000Z' });
  expect(read({ gone: '2', group: 'error' })).toMatchObject({ gone: 2, isByError: true, unread: [] });
});

test('errors are told apart by their messages, also by having none', () => {
  const error = { error: 'reported', 'error-message': 'No answer' };
  expect(filtersOf(error)).toEqual({ errorCode: 'reported', errorMessage: 'No answer' });
  expect(filtersOf({ ...error, 'error-message': '' })).toEqual({ errorCode: 'reported', errorMessage: '' });
  expect(read({ 'error-message': 'a'.repeat(601) }).unread.map(({ key }) => key)).toEqual(['error-message']);
});

test('an explicit span holds over a range', () => {
  expect(filtersOf({ range: '1h', from: '2026-11-20T02:00:00+02:00', until: '2026-11-20T01:00:00Z' })).toEqual({
    from: '2026-11-20T00:00:00.000Z',
    until: '2026-11-20T01:00:00.000Z',
  });
});

test('what cannot be understood filters nothing and is named', () => {
  const { filters, unread, peek } = read({ status: 'odd', statsu: ['failed'], peek: 'x', agent: 'assistant', q: '' });
  expect(filters).toEqual([{ key: 'agent', text: 'assistant' }]);
  expect(unread.map(({ key, text }) => `${key}=${text}`)).toEqual(['status=odd', 'statsu=["failed"]', 'peek=x']);
  expect(peek).toBeNull();
  expect(read({ peek: runId }).peek).toBe(runId);
  expect(read({ version: '3' }).unread.map(({ key }) => key)).toEqual(['version']);
  expect(read(null)).toEqual({ filters: [], unread: [], peek: null, isByError: false, gone: 0 });
});
