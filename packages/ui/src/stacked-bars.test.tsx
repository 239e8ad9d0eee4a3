import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { StackedBars } from './stacked-bars.tsx';

const bars = [
  { label: '12:00', segments: [{ key: 'ok', value: 4 }], href: '#12' },
  { label: '13:00', segments: [], href: '#13' },
  {
    label: '14:00',
    segments: [
      { key: 'failed', value: 1 },
      { key: 'ok', value: 7 },
    ],
    href: '#14',
    isUnfinished: true,
  },
];

const series = [
  { key: 'failed', label: 'failed', color: 'bg-danger' },
  { key: 'ok', label: 'completed', color: 'bg-success' },
];

const toChart = (onOpen: (href: string) => void) => (
  <StackedBars label="Runs" bars={bars} series={series} formatValue={String} unit="runs" onOpen={onOpen} />
);

test('Tab goes to the latest bar, arrows go on, the tooltip has its figures, Enter opens its runs', async () => {
  const onOpen = vi.fn<(href: string) => void>();
  const { getByRole } = await render(toChart(onOpen));
  await userEvent.tab();
  await expect.element(getByRole('link', { name: '14:00: 1 failed, 7 completed, so far' })).toHaveFocus();
  await expect.element(getByRole('tooltip')).toHaveTextContent('14:00 so far8completed7failed1');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(getByRole('tooltip')).toHaveTextContent('13:00no value');
  await userEvent.keyboard('{Home}{Enter}');
  expect(onOpen.mock.calls).toEqual([['#12']]);
});

test('failed stands on the base line and heights are in proportion', async () => {
  const { getByRole } = await render(toChart(() => {}));
  const bar = getByRole('link', { name: /14:00/ }).element();
  const [failed, ok] = Array.from(bar.children, (part) => part.getBoundingClientRect());
  expect(failed?.bottom).toBeCloseTo(bar.getBoundingClientRect().bottom, 0);
  expect(failed?.top).toBeCloseTo(ok?.bottom ?? 0, 0);
  expect((ok?.height ?? 0) / (failed?.height ?? 1)).toBeCloseTo(7, 0);
});

test('the table has the same figures, and no value is not zero', async () => {
  const { getByRole } = await render(toChart(() => {}));
  await getByRole('button', { name: 'Show as table' }).click();
  const rows = getByRole('row')
    .elements()
    .map((row) => Array.from(row.children, (cell) => cell.textContent));
  expect(rows).toEqual([
    ['Time', 'failed', 'completed', 'Total'],
    ['14:00', '1', '7', '8'],
    ['13:00', '–', '–', '–'],
    ['12:00', '0', '4', '4'],
  ]);
});
