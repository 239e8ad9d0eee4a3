import { useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';

import { Button } from './button.tsx';
import { SidePanel } from './side-panel.tsx';
import { toPanelWidth } from './use-panel-width.ts';

const Page = () => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="flex h-96">
      <div className="flex-1">
        <Button onClick={() => setIsOpen(true)}>Step 4</Button>
      </div>
      <SidePanel title="web_search" isOpen={isOpen} onClose={() => setIsOpen(false)} storageKey="test">
        <Button>Copy</Button>
      </SidePanel>
    </div>
  );
};

const openPage = async (width: number) => {
  await page.viewport(width, 800);
  localStorage.clear();
  const screen = await render(<Page />);
  await screen.getByRole('button', { name: 'Step 4' }).click();
  return screen;
};

test('beside the page it leaves the focus where it is; Escape closes it', async () => {
  const { getByRole } = await openPage(1280);
  await expect.element(getByRole('complementary', { name: 'web_search' })).toBeVisible();
  await expect.element(getByRole('button', { name: 'Step 4' })).toHaveFocus();
  await getByRole('button', { name: 'Copy' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(getByRole('complementary')).not.toBeInTheDocument();
  await expect.element(getByRole('button', { name: 'Step 4' })).toHaveFocus();
});

test('its edge moves with the arrow keys and the pointer, and is remembered', async () => {
  const { getByRole } = await openPage(1280);
  const edge = getByRole('separator', { name: 'Width of the panel' });
  edge.element().focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowRight}');
  await expect.element(edge).toHaveAttribute('aria-valuenow', '504');
  await userEvent.dragAndDrop(edge, getByRole('button', { name: 'Step 4' }), { sourcePosition: { x: 4, y: 100 } });
  await expect.element(edge).toHaveAttribute('aria-valuenow', '720');
  await getByRole('button', { name: 'Close' }).click();
  await getByRole('button', { name: 'Step 4' }).click();
  await expect.element(edge).toHaveAttribute('aria-valuenow', '720');
});

test('under 1024 px it is a sheet that holds the focus', async () => {
  const { getByRole } = await openPage(800);
  await expect.element(getByRole('dialog', { name: 'web_search' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(getByRole('button', { name: 'Step 4' })).toHaveFocus();
});

test('a width is between 360 and 720, whatever was stored', () => {
  expect([1, 500.4, 9999, Number.NaN].map(toPanelWidth)).toEqual([360, 500, 720, 480]);
});
