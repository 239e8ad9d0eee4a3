import type { ListMetricSeriesInput, MetricDimension } from '@signalbox/contracts';
import { Button, Icon, toast } from '@signalbox/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';

import { toFault } from '../../fault.ts';
import { useTRPC } from '../../trpc.ts';
import { exportSeries } from './export-series.ts';

interface ExportButtonProps {
  /** The lines that are drawn. */
  readonly lines: Pick<ListMetricSeriesInput, 'from' | 'until' | 'step' | 'limit'> & { readonly by: MetricDimension };
}

/** Saves the lines as a file, with all figures that there are of them: more than a page reads. */
export const ExportButton = ({ lines }: ExportButtonProps) => {
  const { metrics } = useTRPC();
  const queryClient = useQueryClient();
  const saving = useMutation({
    mutationFn: async () => {
      const all = { ...lines, hasUsage: lines.by !== 'tool', percentiles: 'all' as const };
      exportSeries(await queryClient.fetchQuery(metrics.listSeries.queryOptions(all)), lines.by);
    },
    onError: (error) => toast({ title: 'Nothing was saved', body: toFault(error).message, tone: 'danger' }),
  });
  return (
    <Button disabled={saving.isPending} onClick={() => saving.mutate()}>
      <Icon of={Download} size={14} />
      Export CSV
    </Button>
  );
};
