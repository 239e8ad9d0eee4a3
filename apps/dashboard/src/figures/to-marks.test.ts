import { expect, test } from 'vitest';

import { toMarks } from './to-marks.ts';

const parts = [
  { from: '2026-11-21T13:30:00.000Z', until: '2026-11-21T14:00:00.000Z' },
  { from: '2026-11-21T14:00:00.000Z', until: '2026-11-21T15:00:00.000Z' },
];
const seenAt = (at: string) => ({ agentId: 'a', agentName: 'Triage', label: 'v2', at });

test('a version stands in its part, as far as its time is', () => {
  const newVersions = [seenAt('2026-11-21T14:30:00.000Z'), seenAt('2026-11-21T16:00:00.000Z')];
  expect(toMarks({ newVersions, parts, isOneAgent: false })).toEqual([{ label: 'Triage v2', share: 0.75 }]);
  expect(toMarks({ newVersions, parts, isOneAgent: true })[0]?.label).toBe('v2');
});
