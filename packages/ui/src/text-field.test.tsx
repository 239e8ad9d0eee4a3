import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { TextArea } from './text-area.tsx';
import { TextField } from './text-field.tsx';

test.each([
  ['line', TextField],
  ['area', TextArea],
])('a %s has its label and its hint, and says what is wrong in place of it', async (_, Field) => {
  const { getByRole, getByText, rerender } = await render(<Field label="Name" hint="Shown in lists." />);
  const field = getByRole('textbox', { name: 'Name' });
  await expect.element(field).toHaveAccessibleDescription('Shown in lists.');
  await expect.element(field).toBeValid();
  await rerender(<Field label="Name" hint="Shown in lists." fault="A name must not be empty." />);
  await expect.element(field).toBeInvalid();
  await expect.element(field).toHaveAccessibleDescription('A name must not be empty.');
  await getByText('Name', { exact: true }).click();
  await userEvent.keyboard('Triage');
  await expect.element(field).toHaveValue('Triage');
});

test('a hidden label still names its field', async () => {
  const { getByRole } = await render(<TextField label="Name" isLabelHidden disabled />);
  await expect.element(getByRole('textbox', { name: 'Name' })).toBeDisabled();
});
