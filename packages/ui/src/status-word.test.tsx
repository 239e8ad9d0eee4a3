import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import { CountBadge } from './count-badge.tsx';
import { EffectBadge } from './effect-badge.tsx';
import { RunStatusBadge } from './run-status.tsx';
import { ToolOutcomeBadge } from './tool-outcome-badge.tsx';

test.each(['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled'] as const)(
  'a %s run has its word, and a shape of its own',
  async (status) => {
    const { container } = await render(<RunStatusBadge status={status} />);
    expect(container).toHaveTextContent(status);
    expect(container.querySelectorAll('svg[aria-hidden]')).toHaveLength(1);
  },
);

test('only what somebody should look at is tinted', async () => {
  const toTint = async (badge: React.ReactElement) => {
    const { container } = await render(badge);
    const word = container.firstElementChild;
    return word ? getComputedStyle(word).backgroundColor !== 'rgba(0, 0, 0, 0)' : null;
  };
  expect(await toTint(<RunStatusBadge status="completed" />)).toBe(false);
  expect(await toTint(<RunStatusBadge status="failed" />)).toBe(true);
  expect(await toTint(<ToolOutcomeBadge outcome="ok" />)).toBe(false);
  expect(await toTint(<ToolOutcomeBadge outcome="unknown" />)).toBe(true);
});

test('a write says what it means, and counts over a thousand are not exact', async () => {
  const { container } = await render(
    <>
      <EffectBadge effect="write" />
      <CountBadge count={1000} />
      <CountBadge count={1001} />
    </>,
  );
  expect(container).toHaveTextContent('write1,0001,000+');
  expect(container.querySelector('[title]')).toHaveAttribute('title', 'Each call may change something.');
});
