import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';

import { CopyButton } from './copy-button.tsx';

afterEach(() => {
  vi.restoreAllMocks();
});

test('it copies, and says so', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const { getByRole } = await render(<CopyButton text="run_01" label="Copy run id" />);
  await getByRole('button', { name: 'Copy run id' }).click();
  expect(write).toHaveBeenCalledWith('run_01');
  await expect.element(getByRole('status')).toHaveTextContent('Copied');
  await expect.element(getByRole('status')).toHaveTextContent('');
});

test('it says when the browser refuses', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
  const { getByRole } = await render(<CopyButton text="run_01" label="Copy run id" hasWord />);
  await getByRole('button').click();
  await expect.element(getByRole('button')).toHaveTextContent('Copying was refused');
});
