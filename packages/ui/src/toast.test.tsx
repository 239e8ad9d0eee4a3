import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';

import { DialogExample } from './gallery/dialog-example.tsx';
import { ToastProvider } from './toast-provider.tsx';
import { createToastStore, toast, toasts } from './toast.ts';

afterEach(() => {
  vi.useRealTimers();
  for (const { id } of toasts.list()) toasts.remove(id);
});

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

test('it goes by itself after 5 s, one that failed after 10 s', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { container } = await render(<ToastProvider />);
  const listTitles = () => Array.from(container.querySelectorAll('li'), (item) => item.textContent);
  toast({ title: 'Saved' });
  toast({ title: 'Refused', tone: 'danger' });
  await expect.poll(() => vi.getTimerCount()).toBe(2);
  vi.advanceTimersByTime(4999);
  expect(toasts.list()).toHaveLength(2);
  vi.advanceTimersByTime(1);
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
  await expect.poll(() => document.querySelector('li')?.checkVisibility()).toBe(true);
  const shown = document.querySelector('section[popover]');
  expect(shown?.matches(':popover-open')).toBe(true);
});

test('three show at most, the oldest go first', () => {
  const store = createToastStore();
  for (const title of ['a', 'b', 'c', 'd']) store.add({ title });
  expect(store.list().map(({ title }) => title)).toEqual(['b', 'c', 'd']);
});
