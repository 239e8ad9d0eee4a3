import type { StackedBarsProps } from './bar-chart.ts';
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from './table.tsx';
import { sumSegments, toSegmentValue } from './to-bar-segments.ts';

/** The figures of a bar chart, the latest first. */
export const BarChartTable = ({ bars, series, label, formatValue }: StackedBarsProps) => (
  <div className="max-h-64 overflow-auto">
    <Table label={label}>
      <TableHead>
        <HeadCell>Time</HeadCell>
        {series.map(({ key, label: name }) => (
          <HeadCell key={key} isNumeric>
            {name}
          </HeadCell>
        ))}
        <HeadCell isNumeric>Total</HeadCell>
      </TableHead>
      <TableBody>
        {bars.toReversed().map((bar) => (
          <Row key={bar.label}>
            <Cell>{bar.label}</Cell>
            {series.map(({ key }) => (
              <Cell key={key} isNumeric>
                {bar.segments.length === 0 ? '–' : formatValue(toSegmentValue(bar, key))}
              </Cell>
            ))}
            <Cell isNumeric>{bar.segments.length === 0 ? '–' : formatValue(sumSegments(bar))}</Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  </div>
);
