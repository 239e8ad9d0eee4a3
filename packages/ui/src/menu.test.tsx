import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { Button } from './button.tsx';
import { Menu } from './menu.tsx';

const toPage = (onSelect: () => void) => (
  <Menu
    trigger={<Button>Actions</Button>}
    items={[
      { label: 'Run again', onSelect },
      { label: 'Open', render: <a href="#opened" /> },
      'separator',
      { label: 'Delete', isDanger: true, disabledReason: 'Only owners can delete.', onSelect },
    ]}
  />
);

test('arrow keys, Home, End and letters move, Enter does it, and the focus goes back', async () => {
  const onSelect = vi.fn<() => void>();
  const { getByRole } = await render(toPage(onSelect));
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(getByRole('menuitem', { name: 'Run again' })).toHaveFocus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(getByRole('menuitem', { name: /Delete/ })).toHaveFocus();
  await userEvent.keyboard('o');
  await expect.element(getByRole('menuitem', { name: 'Open' })).toHaveFocus();
  await userEvent.keyboard('{Home}{Enter}');
  expect(onSelect).toHaveBeenCalledOnce();
  await expect.element(getByRole('menu')).not.toBeInTheDocument();
  await expect.element(getByRole('button', { name: 'Actions' })).toHaveFocus();
});

test('what cannot be done says why and does nothing', async () => {
  const onSelect = vi.fn<() => void>();
  const { getByRole } = await render(toPage(onSelect));
  await getByRole('button', { name: 'Actions' }).click();
  const item = getByRole('menuitem', { name: /Delete/ });
  await expect.element(item.getByText('Only owners can delete.')).toBeVisible();
  await expect.element(item).toHaveAttribute('aria-disabled', 'true');
  await userEvent.keyboard('{End}{Enter}');
  expect(onSelect).not.toHaveBeenCalled();
  await expect.element(getByRole('menu')).toBeVisible();
});

test('a link is a link', async () => {
  const { getByRole } = await render(toPage(() => {}));
  await getByRole('button', { name: 'Actions' }).click();
  await getByRole('menuitem', { name: 'Open' }).click();
  expect(window.location.hash).toBe('#opened');
  await expect.element(getByRole('menu')).not.toBeInTheDocument();
});

test('Escape, its button and a press outside close it', async () => {
  const { getByRole } = await render(toPage(() => {}));
  const button = getByRole('button', { name: 'Actions' });
  const closings = [
    () => userEvent.keyboard('{Escape}'),
    () => button.click(),
    () => userEvent.click(document.documentElement, { position: { x: 700, y: 500 } }),
  ];
  for (const close of closings) {
    await button.click();
    await expect.element(button).toHaveAttribute('aria-expanded', 'true');
    await close();
    await expect.element(getByRole('menu')).not.toBeInTheDocument();
    await expect.element(button).toHaveAttribute('aria-expanded', 'false');
  }
});
