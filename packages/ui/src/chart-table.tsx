import type { ChartProps } from './chart-props.ts';
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from './table.tsx';
import { toChartSum, toChartValue } from './to-chart-values.ts';

/** The figures of a chart, the latest first. */
export const ChartTable = ({ parts, series, label, formatValue, form, isSummed = form === 'bars' }: ChartProps) => {
  const print = (value: number | null): string => (value === null ? '–' : formatValue(value));
  return (
    <div className="max-h-64 overflow-auto">
      <Table label={label}>
        <TableHead>
          <HeadCell>Time</HeadCell>
          {series.map(({ key, label: name }) => (
            <HeadCell key={key} isNumeric>
              {name}
            </HeadCell>
          ))}
          {isSummed && <HeadCell isNumeric>Total</HeadCell>}
        </TableHead>
        <TableBody>
          {parts
            .map((part, at) => (
              <Row key={part.label}>
                <Cell>{part.label}</Cell>
                {series.map((one) => (
                  <Cell key={one.key} isNumeric>
                    {print(toChartValue(one, at))}
                  </Cell>
                ))}
                {isSummed && <Cell isNumeric>{print(toChartSum(series, at))}</Cell>}
              </Row>
            ))
            .toReversed()}
        </TableBody>
      </Table>
    </div>
  );
};
