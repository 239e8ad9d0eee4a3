import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { TokensChart } from '../../figures/runs-charts.tsx';
import { toStep } from '../../figures/to-step.ts';
import type { Span } from '../../time-range/read-range.ts';
import type { PageRange } from '../../time-range/use-range.ts';
import { useTRPC } from '../../trpc.ts';

interface TokensByClassProps {
  readonly page: PageRange;
  readonly onRange: (span: Span) => void;
}

const kept = { placeholderData: keepPreviousData };

/** What all models read and wrote in the time, whatever it is told apart by. */
export const TokensByClass = ({ page, onRange }: TokensByClassProps) => {
  const { metrics } = useTRPC();
  const { span } = page;
  const course = useQuery(
    metrics.listSeries.queryOptions({ ...span, step: toStep(span), hasUsage: true, percentiles: 'none' }, kept),
  );
  const summary = useQuery(metrics.getSummary.queryOptions(span, kept));
  return (
    <TokensChart
      title="Tokens by class"
      answer={course}
      usage={summary.data?.current.usage}
      page={page}
      conditions={{}}
      onRange={onRange}
    />
  );
};
