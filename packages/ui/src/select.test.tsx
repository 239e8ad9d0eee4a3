import { useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { Select } from './select.tsx';

const options = [
  { value: 'hour', label: 'Last hour' },
  { value: 'day', label: 'Last 24 hours', hint: 'usual' },
  { value: 'month', label: 'This month' },
] as const;

const Page = ({ disabled = false }) => {
  const [range, setRange] = useState<(typeof options)[number]['value']>('day');
  return <Select label="Range" value={range} options={options} onChange={setRange} disabled={disabled} />;
};

test('a press opens it, a press on an option chooses, and the focus stays', async () => {
  const { getByRole } = await render(<Page />);
  const select = getByRole('combobox', { name: 'Range' });
  await expect.element(select).toHaveTextContent('Last 24 hours');
  await select.click();
  await expect.element(getByRole('option', { name: 'Last 24 hours usual' })).toHaveAttribute('aria-selected', 'true');
  await getByRole('option', { name: 'This month' }).click();
  await expect.element(select).toHaveTextContent('This month');
  await expect.element(select).toHaveFocus();
  await expect.element(getByRole('listbox')).not.toBeInTheDocument();
});

test('keys open it, move, choose and give up', async () => {
  const { getByRole } = await render(<Page />);
  const select = getByRole('combobox', { name: 'Range' });
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}');
  const isAt = (name: string) => expect.element(getByRole('option', { name })).toHaveFocus();
  await isAt('Last 24 hours usual');
  await userEvent.keyboard('{Home}');
  await isAt('Last hour');
  await userEvent.keyboard('{Escape}');
  await expect.element(select).toHaveTextContent('Last 24 hours');
  await userEvent.keyboard(' ');
  await isAt('Last 24 hours usual');
  await userEvent.keyboard('{End}{Enter}');
  await expect.element(select).toHaveTextContent('This month');
  await expect.element(select).toHaveFocus();
  await userEvent.keyboard('l');
  await isAt('Last hour');
  await userEvent.keyboard(' ');
  await expect.element(select).toHaveTextContent('Last hour');
  await expect.element(select).toHaveAttribute('aria-expanded', 'false');
});

test('a press outside closes it; a disabled one does not open', async () => {
  const { getByRole, rerender } = await render(<Page />);
  const select = getByRole('combobox', { name: 'Range' });
  await select.click();
  await userEvent.click(document.documentElement, { position: { x: 600, y: 600 } });
  await expect.element(getByRole('listbox')).not.toBeInTheDocument();
  await rerender(<Page disabled />);
  await expect.element(select).toBeDisabled();
});
