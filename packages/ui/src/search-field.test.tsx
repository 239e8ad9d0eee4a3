import { useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { SearchField } from './search-field.tsx';

const Page = () => {
  const [text, setText] = useState('');
  return (
    <>
      <input aria-label="Other" />
      <SearchField label="Search runs" value={text} onChange={setText} />
    </>
  );
};

test('the slash goes to it, but is text while one types', async () => {
  const { getByRole } = await render(<Page />);
  const field = getByRole('textbox', { name: 'Search runs' });
  await userEvent.keyboard('/');
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('a/b');
  await expect.element(field).toHaveValue('a/b');
  await getByRole('textbox', { name: 'Other' }).click();
  await userEvent.keyboard('/');
  await expect.element(getByRole('textbox', { name: 'Other' })).toHaveValue('/');
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
