import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Tooltip } from './tooltip.tsx';

test('hover and focus show it and it describes its child', async () => {
  const { getByRole } = await render(
    <Tooltip text="12 Nov 2026, 14:02:11 UTC">
      <Button>2 min ago</Button>
    </Tooltip>,
  );
  const button = getByRole('button');
  await button.hover();
  await expect.element(getByRole('tooltip')).toBeVisible();
  await expect.element(button).toHaveAccessibleDescription('12 Nov 2026, 14:02:11 UTC');
  await getByRole('tooltip').hover();
  await expect.element(getByRole('tooltip')).toBeVisible();
  await userEvent.unhover(getByRole('tooltip'));
  await expect.element(getByRole('tooltip')).not.toBeInTheDocument();
  await userEvent.tab();
  await expect.element(getByRole('tooltip')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(getByRole('tooltip')).not.toBeInTheDocument();
});

test('Escape hides it, and the dialog around it stays', async () => {
  const { getByRole } = await render(
    <Dialog title="Around" isOpen onClose={() => expect.unreachable()}>
      <Tooltip text="now">
        <Button data-initial-focus>then</Button>
      </Tooltip>
    </Dialog>,
  );
  await expect.element(getByRole('button', { name: 'then' })).toHaveFocus();
  await userEvent.tab();
  await userEvent.tab({ shift: true });
  await expect.element(getByRole('tooltip')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(getByRole('tooltip')).not.toBeInTheDocument();
  await expect.element(getByRole('dialog')).toBeVisible();
});

test.each([
  ['40px', 1],
  ['400px', 0],
])('a text %s wide has %i tooltips', async (width, count) => {
  const { getByRole } = await render(
    <Tooltip text="the whole of a long text" isForCut>
      <button type="button" className="block truncate" style={{ width }}>
        the whole of a long text
      </button>
    </Tooltip>,
  );
  await userEvent.tab();
  await expect.element(getByRole('button')).toHaveFocus();
  expect(getByRole('tooltip').elements()).toHaveLength(count);
});
