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

test('the sentence may be more than text', async () => {
  const { getByRole } = await render(
    <FaultBox fault={fault}>
      Look at <a href="/settings">Settings</a>.
    </FaultBox>,
  );
  await expect.element(getByRole('alert')).toHaveTextContent('Look at Settings.internal · request req-7');
  await expect.element(getByRole('link', { name: 'Settings' })).toBeVisible();
});
