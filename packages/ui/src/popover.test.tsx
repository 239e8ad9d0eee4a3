import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { Button } from './button.tsx';
import { Popover } from './popover.tsx';
import { Select } from './select.tsx';
import { TextField } from './text-field.tsx';

const Page = () => (
  <>
    <Popover trigger={<Button>Filter</Button>} title="Show only">
      {(close) => (
        <>
          <TextField label="Agent" />
          <Select label="Range" value="day" options={[{ value: 'day', label: 'A day' }]} onChange={() => {}} />
          <Button onClick={close}>Apply</Button>
        </>
      )}
    </Popover>
    <Button>Next</Button>
  </>
);

test('it takes the focus to its first control; Escape gives it back', async () => {
  const { getByRole, getByLabelText } = await render(<Page />);
  await getByRole('button', { name: 'Filter' }).click();
  await expect.element(getByRole('dialog', { name: 'Show only' })).toBeVisible();
  await expect.element(getByLabelText('Agent')).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(getByRole('button', { name: 'Filter' })).toHaveFocus();
});

test('a list in it opens over it and takes the first Escape', async () => {
  const { getByRole } = await render(<Page />);
  await getByRole('button', { name: 'Filter' }).click();
  await getByRole('combobox', { name: 'Range' }).click();
  await expect.element(getByRole('option', { name: 'A day' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(getByRole('dialog')).toBeVisible();
});

test('its own button, a press outside and leaving it with Tab close it', async () => {
  const { getByRole } = await render(<Page />);
  const closings = [
    () => getByRole('button', { name: 'Apply' }).click(),
    () => userEvent.click(document.documentElement, { position: { x: 900, y: 600 } }),
    async () => {
      await userEvent.tab();
      await userEvent.tab();
      await userEvent.tab();
    },
  ];
  for (const close of closings) {
    await getByRole('button', { name: 'Filter' }).click();
    await expect.element(getByRole('dialog')).toBeVisible();
    await close();
    await expect.element(getByRole('dialog')).not.toBeInTheDocument();
  }
  await expect.element(getByRole('button', { name: 'Next' })).toHaveFocus();
});
