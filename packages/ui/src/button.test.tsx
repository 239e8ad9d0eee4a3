import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { Button } from './button.tsx';

test('a press is one call, by pointer and by key', async () => {
  const onClick = vi.fn<() => void>();
  const { getByRole } = await render(<Button onClick={onClick}>Save</Button>);
  await getByRole('button', { name: 'Save' }).click();
  await userEvent.keyboard('{Enter} ');
  expect(onClick).toHaveBeenCalledTimes(3);
});

test('while busy it says so, keeps the focus and takes no press', async () => {
  const onSubmit = vi.fn<(event: Event) => void>((event) => event.preventDefault());
  const { getByRole, container } = await render(
    <form>
      <Button type="submit" isBusy>
        Save
      </Button>
    </form>,
  );
  container.querySelector('form')?.addEventListener('submit', onSubmit);
  const button = getByRole('button', { name: 'Save' });
  await userEvent.tab();
  await expect.element(button).toHaveFocus();
  await expect.element(button).toHaveAttribute('aria-busy', 'true');
  await userEvent.keyboard('{Enter}');
  expect(onSubmit).not.toHaveBeenCalled();
});

test('who may not press it learns why from hover and focus', async () => {
  const onClick = vi.fn<() => void>();
  const { getByRole } = await render(
    <Button onClick={onClick} refusal="Only an owner can do this.">
      Delete
    </Button>,
  );
  await userEvent.tab();
  await expect.element(getByRole('tooltip')).toHaveTextContent('Only an owner can do this.');
  await expect.element(getByRole('button')).toHaveAccessibleDescription('Only an owner can do this.');
  await userEvent.keyboard('{Enter}');
  expect(onClick).not.toHaveBeenCalled();
});
