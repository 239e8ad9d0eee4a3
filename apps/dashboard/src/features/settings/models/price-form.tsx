import { type ModelPrice, type ShippedPrice, toUsd } from '@signalbox/contracts';
import { Button, FaultBox, TextField, toast } from '@signalbox/ui';
import { useState, type FormEvent } from 'react';

import { toFault } from '../../../fault.ts';
import { formatUtcDay } from '../../../formats/format-utc-day.ts';
import { toIssues } from '../../../to-issues.ts';
import { formatRate } from './format-rate.ts';
import {
  bucketWords,
  parsePriceDraft,
  priceBuckets,
  type PriceDraft,
  type PriceFaults,
  toPriceDraft,
  toPriceFaults,
} from './price-draft.ts';
import { PriceHistory } from './price-history.tsx';
import { toPriceStates } from './to-price-states.ts';
import { type PricedModel, useSavePrice } from './use-prices.ts';

interface PriceFormProps {
  readonly of: PricedModel;
  readonly items: readonly ModelPrice[];
  readonly shipped: ShippedPrice | null;
  /** A price holds from this day on. */
  readonly onSaved: (validFrom: string) => void;
}

interface FieldsProps {
  readonly draft: PriceDraft;
  readonly faults: PriceFaults;
  readonly shipped: ShippedPrice | null;
  readonly onChange: (change: Partial<PriceDraft>) => void;
}

/** What the shipped table says of the model, beside what the fields say part by part. */
const ShippedWords = ({ shipped }: { readonly shipped: ShippedPrice | null }) => (
  <p className="text-text-muted">
    {shipped === null
      ? 'There is no shipped price: without one set here its calls are counted as unpriced.'
      : shipped.isExact
        ? 'The shipped price stands under each field.'
        : 'The shipped price under each field is that of a model with a similar name, so costs are estimates.'}
    {shipped?.isTiered === true && ' It is the one for small requests; a price set here is the same for all sizes.'}
  </p>
);

const RateFields = ({ draft, faults, shipped, onChange }: FieldsProps) => (
  <fieldset className="flex min-w-0 flex-col gap-2">
    <legend className="mb-2 font-medium">US dollars for 1M tokens</legend>
    <div className="grid gap-3 sm:grid-cols-2">
      {priceBuckets.map((bucket, index) => {
        const { label, fallback } = bucketWords[bucket];
        const rate = shipped?.rates[bucket];
        return (
          <TextField
            key={bucket}
            label={label}
            name={bucket}
            autoFocus={index === 0}
            inputMode="decimal"
            autoComplete="off"
            placeholder={fallback ?? ''}
            hint={rate === undefined ? undefined : `Shipped: ${formatRate(toUsd(rate))}`}
            value={draft[bucket]}
            fault={faults[bucket] ?? null}
            onChange={({ target }) => onChange({ [bucket]: target.value })}
          />
        );
      })}
    </div>
  </fieldset>
);

const DayField = ({ draft, faults, onChange }: FieldsProps) => (
  <TextField
    label="Valid from"
    name="validFrom"
    type="date"
    min="2020-01-01"
    max="2099-12-31"
    hint="From midnight in UTC. New calls go by it at once; with a day in the past you are asked about earlier runs."
    value={draft.validFrom}
    fault={faults.validFrom ?? null}
    onChange={({ target }) => onChange({ validFrom: target.value })}
  />
);

/** Asks what a model costs and from when on; shows the shipped price beside it, and what was set before. */
export const PriceForm = ({ of, items, shipped, onSaved }: PriceFormProps) => {
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const current = items.find(({ validFrom }) => validFrom <= today);
  const [draft, setDraft] = useState(() => toPriceDraft(current?.rates ?? shipped?.rates ?? {}, today));
  const [isChecked, setIsChecked] = useState(false);
  const save = useSavePrice();
  const parsed = parsePriceDraft(draft);
  const refused = toPriceFaults(toIssues(save.error));
  const faults = { ...refused, ...(isChecked && parsed.faults) };
  const isAtField = Object.keys(refused).length > 0;
  const states = toPriceStates(items, today);
  const isOwn = items.some(({ rates }, index) => rates !== null && ['now', 'later'].includes(states[index] ?? ''));

  const change = (changed: Partial<PriceDraft>): void => {
    setDraft({ ...draft, ...changed });
    save.reset();
  };
  const send = (usdPerMTok: typeof parsed.usdPerMTok, title: string): void =>
    save.mutate(
      { ...of, validFrom: draft.validFrom, usdPerMTok },
      {
        onSuccess: ({ validFrom }) => {
          toast({ title, body: `${of.model}, from ${formatUtcDay(validFrom)}`, tone: 'success' });
          onSaved(validFrom);
        },
      },
    );
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setIsChecked(true);
    if (!save.isPending && Object.keys(parsed.faults).length === 0) send(parsed.usdPerMTok, 'The price is saved');
  };
  const fields = { draft, faults, shipped, onChange: change };
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <ShippedWords shipped={shipped} />
      <RateFields {...fields} />
      <DayField {...fields} />
      {save.error && !isAtField && <FaultBox fault={toFault(save.error)} />}
      <div className="flex flex-wrap justify-end gap-2">
        {isOwn && (
          <Button
            className="mr-auto"
            isBusy={save.isPending}
            onClick={() => send(null, shipped ? 'The shipped price holds again' : 'It is unpriced again')}
          >
            {shipped ? 'Use the shipped price again' : 'Leave it unpriced again'}
          </Button>
        )}
        <Button type="submit" kind="primary" isBusy={save.isPending}>
          Save price
        </Button>
      </div>
      <PriceHistory items={items} today={today} />
    </form>
  );
};
