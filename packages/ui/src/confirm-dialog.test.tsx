import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { ConfirmDialog } from './confirm-dialog.tsx';

const words = { title: 'Stop this run?', body: '2 calls happened.', confirm: 'Stop run', cancel: 'Keep running' };

const toCalls = () => ({ onConfirm: vi.fn<() => void>(), onClose: vi.fn<() => void>() });

test('a dangerous one begins on the safe button; Escape and the button close, the verb confirms', async () => {
  const calls = toCalls();
  const { getByRole } = await render(<ConfirmDialog {...words} {...calls} isDanger isOpen />);
  await expect.element(getByRole('alertdialog', { name: 'Stop this run?' })).toBeVisible();
  await expect.element(getByRole('button', { name: 'Keep running' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await getByRole('button', { name: 'Keep running' }).click();
  expect(calls.onClose).toHaveBeenCalledTimes(2);
  await getByRole('button', { name: 'Stop run' }).click();
  expect(calls.onConfirm).toHaveBeenCalledOnce();
});

test('while busy it does not close, and confirms no second time', async () => {
  const calls = toCalls();
  const { getByRole } = await render(<ConfirmDialog {...words} {...calls} isBusy isOpen />);
  await expect.element(getByRole('button', { name: 'Stop run' })).toHaveFocus();
  await userEvent.keyboard('{Enter}{Escape}');
  expect(calls.onClose).not.toHaveBeenCalled();
  expect(calls.onConfirm).not.toHaveBeenCalled();
  await expect.element(getByRole('alertdialog')).toBeVisible();
});

test('what went wrong stands in it', async () => {
  const fault = { code: 'run.ended', message: 'The run has already ended.', requestId: 'r7' };
  const { getByRole } = await render(<ConfirmDialog {...words} {...toCalls()} fault={fault} isOpen />);
  await expect.element(getByRole('alert').getByText('The run has already ended.')).toBeVisible();
});
