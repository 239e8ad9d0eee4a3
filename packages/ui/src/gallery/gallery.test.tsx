import axe from 'axe-core';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';

import { ToastProvider } from '../toast-provider.tsx';
import { Gallery } from './gallery.tsx';

const isPassing = (): boolean =>
  document.querySelector('[data-starting-style]') !== null ||
  document.getAnimations().some((animation) => animation instanceof CSSTransition);

const listViolations = async (): Promise<string[]> => {
  // Colours are measured as they end up, not as they pass.
  await expect.poll(isPassing).toBe(false);
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

const layers = [
  { opener: 'Actions', role: 'menu', name: 'Actions' },
  { opener: 'Filter', role: 'dialog', name: 'Show only' },
  { opener: 'Dialog', role: 'dialog', name: 'Invite somebody' },
  { opener: 'Confirm', role: 'alertdialog', name: 'Stop this run?' },
  { opener: 'Sheet', role: 'dialog', name: 'Filters' },
  { opener: 'Danger', role: 'listitem', name: 'The run was not stopped' },
  { opener: 'Side panel', role: 'complementary', name: 'Step 4' },
] as const;
const themes = ['Light', 'Dark'] as const;

test.each(themes.flatMap((theme) => layers.map((layer) => ({ theme, ...layer }))))(
  'axe finds nothing while $opener is open in the $theme gallery',
  async ({ opener, theme, role, name }) => {
    await page.viewport(1440, 900);
    const { getByRole, getByText } = await render(<Page />);
    await getByText(theme, { exact: true }).click();
    await getByRole('button', { name: opener, exact: true }).click();
    await expect.element(page.getByRole(role, { name, exact: true })).toBeVisible();
    expect(await listViolations()).toEqual([]);
  },
);

const lists = themes.flatMap((theme) => ['Range', 'Model'].map((name) => [name, theme] as const));

test.each(lists)('axe finds nothing while the list of %s is open in the %s gallery', async (name, theme) => {
  const { getByRole, getByText } = await render(<Page />);
  await getByText(theme, { exact: true }).click();
  await getByRole('combobox', { name, exact: true }).click();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('listbox')).toBeVisible();
  expect(await listViolations()).toEqual([]);
});
