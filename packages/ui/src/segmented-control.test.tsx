import { useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { SegmentedControl } from './segmented-control.tsx';

const options = [
  { value: 'transcript', label: 'Transcript' },
  { value: 'timeline', label: 'Timeline' },
  { value: 'log', label: 'Log' },
] as const;

const Page = () => {
  const [view, setView] = useState<(typeof options)[number]['value']>('transcript');
  return <SegmentedControl label="View" value={view} options={options} onChange={setView} />;
};

test('it is a group of radios: Tab goes to the chosen one, arrows choose', async () => {
  const { getByRole, getByText } = await render(<Page />);
  await expect.element(getByRole('group', { name: 'View' })).toBeVisible();
  await userEvent.tab();
  await expect.element(getByRole('radio', { name: 'Transcript' })).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(getByRole('radio', { name: 'Timeline' })).toBeChecked();
  await getByText('Log').click();
  await expect.element(getByRole('radio', { name: 'Log' })).toBeChecked();
});
