import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { page, userEvent } from 'vitest/browser';

import type { ChartProps } from './chart-props.ts';
import { Chart } from './chart.tsx';

const parts = [
  { label: '12:00', href: '#12' },
  { label: '13:00', href: '#13' },
  { label: '14:00', href: '#14', isUnfinished: true },
];

const bars: ChartProps = {
  form: 'bars',
  label: 'Runs',
  parts,
  series: [
    { key: 'failed', label: 'failed', color: 'text-danger', values: [0, null, 1] },
    { key: 'ok', label: 'completed', color: 'text-success', values: [4, null, 7] },
  ],
  formatValue: String,
  unit: 'runs',
};

const lines: ChartProps = {
  ...bars,
  form: 'lines',
  label: 'Response time',
  isSummed: false,
  series: [
    { key: 'p50', label: 'p50', color: 'text-series-1', values: [1, null, 2] },
    { key: 'p99', label: 'p99', color: 'text-series-1', line: 'dashed', values: [4, null, 8] },
  ],
};

test('Tab goes to the latest part, arrows go on, the tooltip has its figures, Enter opens its runs', async () => {
  const onOpen = vi.fn<(href: string) => void>();
  const { getByRole } = await render(<Chart {...bars} onOpen={onOpen} />);
  await userEvent.tab();
  await expect.element(getByRole('link', { name: '14:00: 1 failed, 7 completed, so far' })).toHaveFocus();
  await expect.element(getByRole('tooltip')).toHaveTextContent('14:00 so far8completed7failed1');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(getByRole('tooltip')).toHaveTextContent('13:00no value');
  await userEvent.keyboard('{Home}{Enter}');
  expect(onOpen.mock.calls).toEqual([['#12']]);
});

test('time goes on, and the part that has the focus keeps it', async () => {
  const { getByRole, rerender } = await render(<Chart {...bars} />);
  await userEvent.tab();
  const later = parts.map((part) => ({ ...part, label: part.label.replace(':00', ':01') }));
  await rerender(<Chart {...bars} parts={later} />);
  await expect.element(getByRole('link', { name: /^14:01/ })).toHaveFocus();
});

test('the first series stands on the base line and heights are in proportion', async () => {
  const { getByRole } = await render(<Chart {...bars} />);
  const bar = getByRole('link', { name: /14:00/ }).element();
  const [failed, ok] = Array.from(bar.children, (part) => part.getBoundingClientRect());
  expect(failed?.bottom).toBeCloseTo(bar.getBoundingClientRect().bottom, 0);
  expect(failed?.top).toBeCloseTo(ok?.bottom ?? 0, 0);
  expect((ok?.height ?? 0) / (failed?.height ?? 1)).toBeCloseTo(7, 0);
});

const readTable = (): (string | null)[][] =>
  page
    .getByRole('row')
    .elements()
    .map((row) => Array.from(row.children, (cell) => cell.textContent));

test('the table has the same figures, and no value is not zero', async () => {
  const { getByRole } = await render(<Chart {...bars} />);
  await getByRole('button', { name: 'Show as table' }).click();
  expect(readTable()).toEqual([
    ['Time', 'failed', 'completed', 'Total'],
    ['14:00', '1', '7', '8'],
    ['13:00', '–', '–', '–'],
    ['12:00', '0', '4', '4'],
  ]);
});

test('lines break where there is no value, and what does not add up has no total', async () => {
  const { getByRole, container } = await render(<Chart {...lines} />);
  const paths = Array.from(container.querySelectorAll('path'), (path) => path.getAttribute('d'));
  expect(paths.slice(0, 2)).toEqual(['M16.67 87.5M83.33 75', 'M16.67 87.5h0M83.33 75h0']);
  expect(container.querySelectorAll('[stroke-dasharray]')).toHaveLength(1);
  await userEvent.tab();
  await expect.element(getByRole('tooltip')).toHaveTextContent('14:00 so farp998p502');
  await getByRole('button', { name: 'Show as table' }).click();
  expect(readTable()[0]).toEqual(['Time', 'p50', 'p99']);
});

test('a single value is a figure and no line', async () => {
  const series = lines.series.map((one) => ({ ...one, values: [null, 1.5, null] }));
  const { getByRole, container } = await render(<Chart {...lines} series={series} />);
  await expect.element(getByRole('definition').first()).toHaveTextContent('1.5');
  expect(container.querySelector('svg')).toBeNull();
});

test('a drag selects a range and opens nothing; so do Shift with arrows and Enter', async () => {
  const onOpen = vi.fn<(href: string) => void>();
  const onSelect = vi.fn<(first: number, last: number) => void>();
  const { getByRole } = await render(<Chart {...bars} onOpen={onOpen} onSelect={onSelect} />);
  const [first, , last] = getByRole('link').elements();
  if (!first || !last) throw new Error('no parts');
  await userEvent.dragAndDrop(last, first);
  expect(onSelect.mock.calls).toEqual([[0, 2]]);
  getByRole('link', { name: /14:00/ }).element().focus();
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}{Enter}');
  expect(onSelect.mock.calls).toEqual([
    [0, 2],
    [1, 2],
  ]);
  expect(onOpen).not.toHaveBeenCalled();
});

test('what happened stands as a line where it happened, named where there is room', async () => {
  const marks = [
    { label: 'v14', share: 0.5 },
    { label: 'v15', share: 0.6 },
  ];
  const { getByText, getByRole } = await render(<Chart {...lines} marks={marks} />);
  const plot = getByRole('group').element().getBoundingClientRect();
  const mark = getByText('v14').element().parentElement?.getBoundingClientRect();
  expect(mark?.left).toBeCloseTo(plot.left + plot.width / 2, 0);
  expect(getByText('v14').element().clientWidth).toBeGreaterThan(10);
  expect(getByText('v15').element().clientWidth).toBeLessThan(10);
});
