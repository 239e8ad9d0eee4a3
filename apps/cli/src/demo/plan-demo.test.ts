import { expect, test } from 'vitest';

import { demoAgents } from './demo-agents.ts';
import { planDemo } from './plan-demo.ts';

const messagesOf = (seed: number): string[] => planDemo(seed).flatMap(({ messages }) => messages);

test('a seed is the same 40 messages every time, and another seed is others', () => {
  expect(messagesOf(7)).toHaveLength(40);
  expect(planDemo(7)).toEqual(planDemo(7));
  for (const seed of [1, 8, 1_000_000]) {
    const same = messagesOf(seed).filter((message, index) => message === messagesOf(7)[index]);
    expect(same.length).toBeLessThan(10);
  }
});

test('every conversation is with a version that its agent has', () => {
  for (const { agent, version, needsCourier } of planDemo(7)) {
    const wanted = demoAgents.find(({ slug }) => slug === agent)?.versions[version - 1];
    expect(wanted?.needsCourier).toBe(needsCourier);
  }
});
