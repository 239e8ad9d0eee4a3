import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { userEvent } from 'vitest/browser';

import { Cell, HeadCell, Row, Table, TableBody, TableHead } from './table.tsx';

const long = 'Sort the 42 new tickets by how soon they need an answer';

const toPage = (onOpen: () => void) => (
  <div className="h-24 w-96 overflow-auto">
    <Table label="Runs">
      <TableHead>
        <HeadCell className="w-full">Input</HeadCell>
        <HeadCell isNumeric>Cost</HeadCell>
        <HeadCell>Log</HeadCell>
      </TableHead>
      <TableBody>
        {[1, 2, 3, 4].map((at) => (
          <Row key={at} isSelected={at === 2} onOpen={onOpen}>
            <Cell isCut>{`${at} ${long}`}</Cell>
            <Cell isNumeric>$0.0412</Cell>
            <Cell>
              <a href={`#log-${at}`}>log</a>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  </div>
);

test('a press on a row and Enter open it; its link keeps its own press', async () => {
  const onOpen = vi.fn<() => void>();
  const { getByRole, getByText } = await render(toPage(onOpen));
  await getByText('$0.0412').first().click();
  expect(onOpen).toHaveBeenCalledTimes(1);
  await expect.element(getByRole('row').nth(1)).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(onOpen).toHaveBeenCalledTimes(2);
  await getByRole('link').first().click();
  expect(window.location.hash).toBe('#log-1');
  expect(onOpen).toHaveBeenCalledTimes(2);
});

test('rows are 36 high, the head is 32 and stays in sight', async () => {
  const { getByRole } = await render(toPage(() => {}));
  const [head, ...rows] = getByRole('row').elements();
  expect(head?.getBoundingClientRect().height).toBe(32);
  expect(rows.map((row) => row.getBoundingClientRect().height)).toEqual([36, 36, 36, 36]);
  const top = head?.getBoundingClientRect().top;
  rows[3]?.scrollIntoView();
  expect(head?.getBoundingClientRect().top).toBe(top);
  await expect.element(getByRole('row').nth(2)).toHaveAttribute('aria-current', 'true');
});

test('a cut cell shows its whole text in a tooltip', async () => {
  const { getByText, getByRole } = await render(toPage(() => {}));
  await getByText(`1 ${long}`).hover();
  await expect.element(getByRole('tooltip')).toHaveTextContent(`1 ${long}`);
});
