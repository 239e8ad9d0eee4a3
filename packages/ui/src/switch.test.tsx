import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { Switch } from './switch.tsx';

test('its word and the space bar switch it', async () => {
  const onChange = vi.fn<(isChecked: boolean) => void>();
  const { getByRole, getByText } = await render(<Switch label="web_search" checked onChange={onChange} />);
  await expect.element(getByRole('switch', { name: 'web_search' })).toBeChecked();
  await getByText('web_search').click();
  await userEvent.keyboard(' ');
  expect(onChange.mock.calls).toEqual([[false], [false]]);
});

test('who may not switch it reads why, and it stays', async () => {
  const onChange = vi.fn<(isChecked: boolean) => void>();
  const reason = 'Only owners can switch tools off.';
  const { getByRole, getByText } = await render(<Switch label="refund" checked reason={reason} onChange={onChange} />);
  await expect.element(getByText(reason)).toBeVisible();
  await userEvent.tab();
  await expect.element(getByRole('switch')).toHaveFocus();
  await expect.element(getByRole('switch')).toHaveAccessibleDescription(reason);
  await userEvent.keyboard(' ');
  expect(onChange).not.toHaveBeenCalled();
  await expect.element(getByRole('switch')).toBeChecked();
});
