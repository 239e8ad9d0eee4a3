import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { Kbd } from './kbd.tsx';
import { PageHeader } from './page-header.tsx';
import { ProgressLine } from './progress-line.tsx';

test('a page has one h1, and actions beside it', async () => {
  const { getByRole } = await render(<PageHeader title="Runs" lead="All of them." actions={<Button>Export</Button>} />);
  await expect.element(getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  await expect.element(getByRole('button', { name: 'Export' })).toBeVisible();
});

test('an empty list says why and what next', async () => {
  const { getByRole, getByText } = await render(
    <EmptyState title="No runs yet" body="Ask an agent something." actions={<Button>Open Playground</Button>} />,
  );
  await expect.element(getByText('Ask an agent something.')).toBeVisible();
  await expect.element(getByRole('button', { name: 'Open Playground' })).toBeVisible();
});

test('a list that is fetched anew says so, but only after 400 ms', async () => {
  const { getByRole, container, rerender } = await render(<ProgressLine isActive />);
  const line = container.querySelector('.progress-line');
  expect(line && getComputedStyle(line).animationDelay).toBe('0.4s');
  expect(line && getComputedStyle(line).visibility).toBe('hidden');
  await expect.element(getByRole('status')).toHaveTextContent('Refreshing');
  await rerender(<ProgressLine isActive={false} />);
  await expect.element(getByRole('status')).toHaveTextContent('');
});

test('keys show as on the keyboard at hand', async () => {
  const { container } = await render(<Kbd keys="mod K" />);
  expect(container.textContent).toMatch(/^(⌘|Ctrl)K$/);
});
