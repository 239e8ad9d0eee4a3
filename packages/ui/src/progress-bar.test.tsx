import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';

import { ProgressBar } from './progress-bar.tsx';

test('it is as long as what is done, and says so', async () => {
  const { getByRole, rerender } = await render(<ProgressBar label="Reading pages" fraction={0} />);
  const bar = getByRole('progressbar', { name: 'Reading pages' });
  for (const fraction of [0, 0.25, 1]) {
    await rerender(<ProgressBar label="Reading pages" fraction={fraction} />);
    await expect.element(bar).toHaveAttribute('aria-valuenow', String(fraction * 100));
    const filled = bar.element().firstElementChild?.getBoundingClientRect().width;
    expect(filled).toBeCloseTo(bar.element().getBoundingClientRect().width * fraction, 0);
  }
});
