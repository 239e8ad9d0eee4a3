import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';

import { FaultBox } from './fault-box.tsx';

const fault = { code: 'internal', message: 'Something went wrong.', requestId: 'req-7' };

test('a fault is told at once, with its code and its request, and can be tried again', async () => {
  const onRetry = vi.fn<() => void>();
  const { getByRole } = await render(<FaultBox fault={fault} onRetry={onRetry} />);
  await expect.element(getByRole('alert')).toHaveTextContent('Something went wrong.internal · request req-7Retry');
  await getByRole('button', { name: 'Retry' }).click();
  expect(onRetry).toHaveBeenCalledOnce();
});

test('without a request it names none, and without a way to try again it offers none', async () => {
  const { getByRole, container } = await render(<FaultBox fault={{ ...fault, requestId: null }} />);
  await expect.element(getByRole('alert')).toBeVisible();
  expect(container.textContent).toBe('Something went wrong.internal');
  expect(container.querySelector('button')).toBeNull();
});
