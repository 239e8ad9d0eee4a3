import { useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { TabPanel, Tabs } from './tabs.tsx';

const tabs = [
  { value: 'tools', label: 'Tools', count: 12 },
  { value: 'servers', label: 'MCP servers' },
] as const;

const Page = () => {
  const [tab, setTab] = useState<(typeof tabs)[number]['value']>('tools');
  return (
    <>
      <Tabs label="Parts" value={tab} tabs={tabs} onChange={setTab} />
      <TabPanel value={tab}>About {tab}</TabPanel>
    </>
  );
};

test('arrows go through the tabs and choose; the panel has the name of its tab', async () => {
  const { getByRole } = await render(<Page />);
  await userEvent.tab();
  await expect.element(getByRole('tab', { name: 'Tools 12' })).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(getByRole('tab', { name: 'MCP servers' })).toHaveFocus();
  await expect.element(getByRole('tabpanel', { name: 'MCP servers' })).toHaveTextContent('About servers');
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(getByRole('tab', { name: 'Tools 12' })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{End}');
  await expect.element(getByRole('tab', { name: 'MCP servers' })).toHaveAttribute('aria-selected', 'true');
});
