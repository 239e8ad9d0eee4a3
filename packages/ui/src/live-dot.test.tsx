import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import { LiveDot } from './live-dot.tsx';

test('it says in words whether the page is up to date, and its shape says so too', async () => {
  const { getByRole, rerender } = await render(<LiveDot state="live" />);
  const dot = getByRole('status');
  const readBorder = (): string =>
    getComputedStyle(dot.element().querySelector('span') ?? dot.element()).borderTopWidth;
  await expect.element(dot).toHaveTextContent('Live');
  expect(readBorder()).toBe('0px');
  for (const state of ['reconnecting', 'lost'] as const) {
    await rerender(<LiveDot state={state} />);
    await expect.element(dot).toHaveTextContent('Reconnecting');
    expect(readBorder()).toBe('2px');
  }
});
