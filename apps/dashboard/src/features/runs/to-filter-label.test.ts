import { expect, test } from 'vitest';

import { toFilterLabel } from './to-filter-label.ts';

const now = new Date(2026, 10, 21, 14, 0, 0);

test('filters in words', () => {
  const from = new Date(2026, 10, 21, 9, 30).toISOString();
  const until = new Date(2026, 9, 3, 8, 5).toISOString();
  const labels = [
    { key: 'status' as const, text: 'failed,waiting' },
    { key: 'range' as const, text: '24h' },
    { key: 'from' as const, text: from },
    { key: 'until' as const, text: until },
    { key: 'error-message' as const, text: 'No answer after 4 s' },
    { key: 'error-message' as const, text: '' },
    { key: 'conversation' as const, text: '01900000-0000-7000-8000-0000000000ab' },
    { key: 'q' as const, text: 'refund' },
  ].map((filter) => toFilterLabel(filter, now.getTime()));
  expect(labels).toEqual([
    'Status failed, waiting',
    'Last 24 hours',
    'From 09:30',
    'Until 3 Oct 08:05',
    'Error “No answer after 4 s”',
    'Error without a message',
    'Conversation 000000ab',
    '“refund”',
  ]);
});
