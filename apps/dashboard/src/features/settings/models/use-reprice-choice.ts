import type { RepriceInput } from '@signalbox/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { formatLargeCount } from '../../../formats/format-count.ts';
import { useTRPC } from '../../../trpc.ts';
import type { PricedModel } from './use-prices.ts';

/** A model whose price was set, and from which day on. */
export type SetPrice = PricedModel & { readonly validFrom: string };

const dayMs = 86_400_000;
/** Days back that models are looked for: figures are asked for at most 400 days at once. */
const mostDays = 399;
const mostOffered = 50;

const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The models that runs called since a day, as figures name them. */
const useCalledModels = (from: string, nowMs: number) => {
  const trpc = useTRPC();
  const fromMs = Math.max(Date.parse(from), nowMs - mostDays * dayMs);
  const span = { from: new Date(fromMs).toISOString(), until: new Date(nowMs).toISOString() };
  const { data } = useQuery(
    trpc.metrics.listGroups.queryOptions({ ...span, by: 'model', limit: mostOffered, percentiles: 'none' }),
  );
  return (data ?? []).filter(({ key }) => key !== '' && key !== 'other');
};

/** The name under which runs called the model whose price was set; none when that is not one name. */
const toUsualModel = (of: SetPrice | null, names: readonly string[]): string => {
  const own = names.filter((name) => name === of?.model || name === `${of?.provider}/${of?.model}`);
  return own.length === 1 ? (own[0] ?? '') : '';
};

/** Which runs to reprice: since when, and whose calls; a price that was set suggests both. */
export const useRepriceChoice = (of: SetPrice | null) => {
  const [nowMs] = useState(() => Date.now());
  const today = toDay(nowMs);
  const [from, setFrom] = useState(() => of?.validFrom ?? toDay(nowMs - 30 * dayMs));
  const [chosen, setChosen] = useState<string | null>(null);
  const isDay = from >= '2020-01-01' && from <= today;
  const called = useCalledModels(isDay ? from : today, nowMs);
  const names = called.map(({ key }) => key);
  const model = chosen ?? toUsualModel(of, names);
  const models = [
    { value: '', label: 'All models' },
    ...called.map(({ key, label, current }) => ({ value: key, label, hint: formatLargeCount(current.count) })),
    ...(model === '' || names.includes(model) ? [] : [{ value: model, label: model }]),
  ];
  const choice: RepriceInput = { from, ...(model !== '' && { model }) };
  return { choice, isDay, today, model, models, setFrom, setModel: setChosen };
};
