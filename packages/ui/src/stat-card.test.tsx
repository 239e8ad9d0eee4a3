import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import { Sparkline } from './sparkline.tsx';
import { StatCard } from './stat-card.tsx';

test('the whole card is one link with its figure, unit and change', async () => {
  const { getByRole } = await render(
    <StatCard
      label="Response time"
      value="1.84"
      unit="s"
      change={{ text: '↓ 5.1%', tone: 'success' }}
      sparkline={[1, 2]}
      render={<a href="#runs" />}
    />,
  );
  await expect
    .element(getByRole('link', { name: /Response time.*1\.84.*s.*↓ 5\.1%/ }))
    .toHaveAttribute('href', '#runs');
  await expect.element(getByRole('img', { name: 'Course of response time' })).toBeVisible();
});

test('a line of one value is not drawn', async () => {
  const { getByRole } = await render(<Sparkline label="Runs" values={[null, 3]} />);
  await expect.element(getByRole('img')).not.toBeInTheDocument();
});
