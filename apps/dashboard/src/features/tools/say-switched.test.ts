import { expect, test } from 'vitest';

import { saySwitched } from './say-switched.ts';

test.each([
  [false, ['Assistant'], 'New calls stop at once; a call under way goes on. Assistant loses it.'],
  [false, ['Assistant', 'Triage'], 'New calls stop at once; a call under way goes on. Assistant and Triage lose it.'],
  [false, [], 'New calls stop at once; a call under way goes on. No agent has it.'],
  [false, null, 'New calls stop at once; a call under way goes on. Every agent that has it loses it.'],
  [true, ['Assistant'], 'Assistant can use it again.'],
  [true, null, 'Every agent that has it can use it again.'],
])('on: %s, agents %j', (isOn, agents, body) => {
  expect(saySwitched({ title: 'Clock', isOn, agents })).toEqual({
    title: `Clock is switched ${isOn ? 'on' : 'off'}`,
    body,
  });
});
