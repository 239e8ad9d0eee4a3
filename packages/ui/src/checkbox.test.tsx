import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { Checkbox } from './checkbox.tsx';

test('its word and the space bar tick it', async () => {
  const onChange = vi.fn<(isChecked: boolean) => void>();
  const { getByText, getByRole } = await render(<Checkbox label="Only failed" checked={false} onChange={onChange} />);
  await getByText('Only failed').click();
  await userEvent.keyboard(' ');
  expect(onChange.mock.calls).toEqual([[true], [true]]);
  await expect.element(getByRole('checkbox', { name: 'Only failed' })).not.toBeChecked();
});

test('some of many is mixed', async () => {
  const { getByRole } = await render(
    <Checkbox label="All runs" isLabelHidden checked={false} isMixed onChange={() => {}} />,
  );
  await expect.element(getByRole('checkbox', { name: 'All runs' })).toBePartiallyChecked();
});

test('a disabled one says its hint and cannot be ticked', async () => {
  const { getByRole } = await render(<Checkbox label="Public" hint="Off here." checked disabled onChange={() => {}} />);
  await expect.element(getByRole('checkbox')).toBeDisabled();
  await expect.element(getByRole('checkbox')).toHaveAccessibleDescription('Off here.');
});
