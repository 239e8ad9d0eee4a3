import { IdOrSlug, type Metrics, MetricStep } from '@signalbox/contracts';
import { z } from 'zod';

import { errorAnswers, type RestScope, security } from './rest-app.ts';
import { restExamples } from './rest-examples.ts';

const dayMs = 86_400_000;
const nanoUsd = 1e9;

const range = {
  from: z.iso.datetime().optional().describe('Runs that began then or later; 24 hours before the end unless given.'),
  until: z.iso.datetime().optional().describe('Runs that began before; now unless given.'),
  agent_id: IdOrSlug.optional().describe('Id or slug.'),
};
const RangeQuery = z.strictObject(range);
const PerformanceQuery = z.strictObject({
  ...range,
  bucket: MetricStep.default('hour').describe('An hour of UTC, or a day of the workspace’s time zone.'),
});

const toSpan = ({ from, until, agent_id: agent }: z.infer<typeof RangeQuery>) => {
  const end = until ?? new Date(Date.now() + 1).toISOString();
  const start = from ?? new Date(Date.parse(end) - dayMs).toISOString();
  return { from: start, until: end, ...(agent !== undefined && { agent }) };
};

const Performance = z.object({
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  runs: z.int(),
  completed: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  avg_duration_ms: z.number().nullable(),
  p50_duration_ms: z.number().nullable().describe('Percentiles are within 2 %.'),
  p95_duration_ms: z.number().nullable(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost_usd: z.number(),
  unpriced_calls: z.int().describe('Model calls without a price, which are not in the cost.'),
});

const toPerformance = (metrics: Metrics): Omit<z.infer<typeof Performance>, 'from' | 'until'> => ({
  runs: metrics.count,
  completed: metrics.completed,
  failed: metrics.failed,
  cancelled: metrics.cancelled,
  avg_duration_ms: metrics.meanDurationMs,
  p50_duration_ms: metrics.p50DurationMs,
  p95_duration_ms: metrics.p95DurationMs,
  input_tokens: metrics.inputTokens,
  output_tokens: metrics.outputTokens,
  cost_usd: metrics.costNanoUsd / nanoUsd,
  unpriced_calls: metrics.unpricedCalls,
});

const ToolUse = z.object({
  tool: z.string(),
  calls: z.int(),
  succeeded: z.int(),
  failed: z.int(),
  avg_duration_ms: z.number().nullable(),
  p95_duration_ms: z.number().nullable(),
});

const toItems = (item: z.ZodObject, example: object) =>
  z
    .object({ items: z.array(item), next_cursor: z.null() })
    .meta({ examples: [{ items: [example], next_cursor: null }] });

const tags = ['Figures'];

/** `/analytics/*`: what runs and tools come to over time. */
export const registerAnalyticsRoutes = ({ app, open }: RestScope): void => {
  const performance = { 200: toItems(Performance, restExamples.performance), ...errorAnswers };
  const summary = 'Runs, success, duration, tokens and cost over time, oldest first';
  app.get(
    '/analytics/performance',
    { schema: { summary, tags, security, querystring: PerformanceQuery, response: performance } },
    async (request) => {
      const { bucket, ...asked } = request.query;
      const { parts, series } = await open(request).caller.metrics.listSeries({ ...toSpan(asked), step: bucket });
      const points = series[0]?.points ?? [];
      const items = parts.flatMap((part, index) => {
        const metrics = points[index];
        return metrics ? [{ ...part, ...toPerformance(metrics) }] : [];
      });
      return { items, next_cursor: null };
    },
  );
  const usage = { 200: toItems(ToolUse, restExamples.toolUse), ...errorAnswers };
  app.get(
    '/analytics/tool-usage',
    {
      schema: {
        summary: 'Tools by how often they were called',
        tags,
        security,
        querystring: RangeQuery,
        response: usage,
      },
    },
    async (request) => {
      const groups = await open(request).caller.metrics.listGroups({
        ...toSpan(request.query),
        by: 'tool',
        limit: 100,
      });
      const items = groups.map(({ key, current }) => ({
        tool: key,
        calls: current.count,
        succeeded: current.completed,
        failed: current.failed,
        avg_duration_ms: current.meanDurationMs,
        p95_duration_ms: current.p95DurationMs,
      }));
      return { items, next_cursor: null };
    },
  );
};
