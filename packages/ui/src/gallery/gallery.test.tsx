import axe from 'axe-core';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';

import { ToastProvider } from '../toast-provider.tsx';
import { Gallery } from './gallery.tsx';

const listViolations = async (): Promise<string[]> => {
  // Colours are measured as they end up, not as they pass.
  const passing = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.all(passing.map(({ finished }) => finished));
  const { violations } = await axe.run(document, {
    rules: { 'document-title': { enabled: false }, 'html-has-lang': { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

const Page = () => (
  <main className="bg-canvas flex h-dvh flex-col">
    <ToastProvider>
      <Gallery />
    </ToastProvider>
  </main>
);

test.each([
  ['Light', 1440],
  ['Light', 390],
  ['Dark', 1440],
  ['Dark', 390],
] as const)('axe finds nothing in the %s gallery %i px wide, which has no sideways scroll', async (theme, width) => {
  await page.viewport(width, 900);
  const { getByText, getByRole } = await render(<Page />);
  await getByText(theme, { exact: true }).click();
  expect(document.documentElement.dataset['theme']).toBe(theme.toLowerCase());
  await expect.poll(() => document.querySelectorAll('.skeleton').length).toBeGreaterThan(0);
  expect(await listViolations()).toEqual([]);
  const body = getByRole('main').element().firstElementChild;
  expect(body?.scrollWidth).toBe(body?.clientWidth);
});

test.each(['Actions', 'Filter', 'Dialog', 'Confirm', 'Sheet', 'Danger', 'Side panel'])(
  'axe finds nothing while %s is open',
  async (name) => {
    await page.viewport(1440, 900);
    const { getByRole } = await render(<Page />);
    await getByRole('button', { name, exact: true }).click();
    expect(await listViolations()).toEqual([]);
  },
);

test.each(['Range', 'Model'])('axe finds nothing while the list of %s is open', async (name) => {
  const { getByRole } = await render(<Page />);
  await getByRole('combobox', { name, exact: true }).click();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('listbox')).toBeVisible();
  expect(await listViolations()).toEqual([]);
});
