import { useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';

import { Button } from './button.tsx';
import { DialogExample } from './gallery/dialog-example.tsx';
import { Sheet } from './sheet.tsx';

test('it takes the focus, locks the page, and gives the focus back on Escape', async () => {
  const { getByRole, getByLabelText } = await render(<DialogExample />);
  await getByRole('button', { name: 'Dialog' }).click();
  await expect.element(getByRole('dialog', { name: 'Invite somebody' })).toBeVisible();
  await expect.element(getByLabelText('E-mail')).toHaveFocus();
  const dialog = getByRole('dialog').element();
  for (let press = 0; press < 8; press += 1) {
    await userEvent.tab();
    const focused = document.activeElement;
    expect(dialog.contains(focused) || focused === document.body).toBe(true);
  }
  await userEvent.keyboard('{Escape}');
  await expect.element(getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(getByRole('button', { name: 'Dialog' })).toHaveFocus();
});

test('a list open in it is in reach, and takes the first Escape', async () => {
  const { getByRole } = await render(<DialogExample />);
  await getByRole('button', { name: 'Dialog' }).click();
  await getByRole('combobox', { name: 'Role' }).click();
  await getByRole('option', { name: 'Editor runs and edits' }).click();
  await expect.element(getByRole('combobox', { name: 'Role' })).toHaveTextContent('Editor');
  await getByRole('combobox', { name: 'Team' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(getByRole('listbox')).not.toBeInTheDocument();
  await expect.element(getByRole('dialog')).toBeVisible();
});

test('a press beside it leaves it open, Close closes it', async () => {
  const { getByRole } = await render(<DialogExample />);
  await getByRole('button', { name: 'Dialog' }).click();
  await userEvent.click(document.documentElement, { position: { x: 5, y: 5 } });
  await expect.element(getByRole('dialog')).toBeVisible();
  await getByRole('button', { name: 'Close' }).click();
  await expect.element(getByRole('dialog')).not.toBeInTheDocument();
});

const SheetPage = () => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Filters</Button>
      {isOpen && (
        <Sheet title="Filters" onClose={() => setIsOpen(false)}>
          <p>What to show</p>
        </Sheet>
      )}
    </>
  );
};

test('a press beside a sheet closes it and the focus goes back', async () => {
  await page.viewport(1280, 800);
  const { getByRole } = await render(<SheetPage />);
  await getByRole('button', { name: 'Filters' }).click();
  await expect.element(getByRole('dialog', { name: 'Filters' })).toHaveFocus();
  await userEvent.click(document.documentElement, { position: { x: 900, y: 300 } });
  await expect.element(getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(getByRole('button', { name: 'Filters' })).toHaveFocus();
});
