import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import { Panel } from './panel.tsx';

test('its title names the part, and its note and actions stand beside it', async () => {
  const { getByRole } = await render(
    <Panel title="Errors" note="by code" actions={<button type="button">All</button>}>
      <p>None.</p>
    </Panel>,
  );
  const panel = getByRole('region', { name: 'Errors' });
  await expect.element(panel.getByRole('heading', { name: 'Errors', level: 2 })).toBeVisible();
  await expect.element(panel.getByRole('button', { name: 'All' })).toBeVisible();
  expect(panel.element().textContent).toBe('Errorsby codeAllNone.');
});
