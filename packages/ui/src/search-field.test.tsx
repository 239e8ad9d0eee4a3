import { useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { SearchField } from './search-field.tsx';

const Page = () => {
  const [text, setText] = useState('');
  return <SearchField label="Search runs" value={text} onChange={setText} />;
};

test('says that the slash goes to it', async () => {
  const { getByRole } = await render(<Page />);
  const field = getByRole('textbox', { name: 'Search runs' });
  await expect.element(field).toHaveAttribute('aria-keyshortcuts', '/');
  await expect.element(field).toHaveAttribute('data-search');
});

test('Escape and the button empty it and leave the focus in it', async () => {
  const { getByRole } = await render(<Page />);
  const field = getByRole('textbox', { name: 'Search runs' });
  await field.fill('refund');
  await userEvent.keyboard('{Escape}');
  await expect.element(field).toHaveValue('');
  await field.fill('refund');
  await getByRole('button', { name: 'Clear search' }).click();
  await expect.element(field).toHaveValue('');
  await expect.element(field).toHaveFocus();
});
