import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';

import { DialogExample } from './gallery/dialog-example.tsx';
import { ToastProvider } from './toast-provider.tsx';
import { toast } from './toast.ts';

afterEach(() => vi.useRealTimers());

test('it says what happened and offers what can be done', async () => {
  const onSelect = vi.fn<() => void>();
  const { getByRole } = await render(<ToastProvider />);
  toast({ title: 'web_search is off', action: { label: 'Undo', onSelect } });
  await expect.element(getByRole('region', { name: 'Messages' }).getByText('web_search is off')).toBeVisible();
  await getByRole('button', { name: 'Undo' }).click();
  expect(onSelect).toHaveBeenCalledOnce();
  await expect.element(getByRole('listitem')).not.toBeInTheDocument();
});

test('a failure is an alert, and Close closes it', async () => {
  const { getByRole } = await render(<ToastProvider />);
  toast({ title: 'The run was not stopped', body: 'It had ended.', tone: 'danger' });
  await expect.element(getByRole('alert').getByText('The run was not stopped')).toBeVisible();
  await getByRole('button', { name: 'Close message' }).click();
  await expect.element(getByRole('alert')).not.toBeInTheDocument();
});

const listTitles = () => Array.from(document.querySelectorAll('li'), (item) => item.textContent);

test('it goes by itself after 5 s, one that failed after 10 s', async () => {
  await render(<ToastProvider />);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  toast({ title: 'Saved' });
  toast({ title: 'Refused', tone: 'danger' });
  await expect.poll(listTitles).toEqual(['Saved', 'Refused']);
  vi.advanceTimersByTime(4900);
  expect(listTitles()).toEqual(['Saved', 'Refused']);
  vi.advanceTimersByTime(200);
  await expect.poll(listTitles).toEqual(['Refused']);
  vi.advanceTimersByTime(5000);
  await expect.poll(listTitles).toEqual([]);
});

test('it stands over an open dialog', async () => {
  const { getByRole } = await render(
    <ToastProvider>
      <DialogExample />
    </ToastProvider>,
  );
  await getByRole('button', { name: 'Dialog' }).click();
  await expect.element(getByRole('dialog')).toBeVisible();
  toast({ title: 'Saved as v15' });
  const message = getByRole('region', { name: 'Messages' }).getByText('Saved as v15');
  await expect.element(message).toBeVisible();
  const { left, top } = message.element().getBoundingClientRect();
  expect(document.elementFromPoint(left + 2, top + 2)).toBe(message.element());
});

test('three show at most, the oldest go first', async () => {
  await render(<ToastProvider />);
  for (const title of ['a', 'b', 'c', 'd']) toast({ title });
  await expect.poll(listTitles).toEqual(['b', 'c', 'd']);
});
