import { type PriceRates, type ShippedPrice, toUsd, type UpdatePriceInput } from '@signalbox/contracts';

/** What a price is made of, in the order of the form. */
export const priceBuckets = [
  'inputFresh',
  'outputText',
  'inputCacheRead',
  'outputReasoning',
  'inputCacheWrite5m',
  'inputCacheWrite1h',
] as const satisfies readonly (keyof PriceRates)[];
export type PriceBucket = (typeof priceBuckets)[number];

interface BucketWords {
  readonly label: string;
  /** What it costs when nothing is written; null when it has to be. */
  readonly fallback: string | null;
}

/** The parts of a price in words. */
export const bucketWords: Readonly<Record<PriceBucket, BucketWords>> = {
  inputFresh: { label: 'Input', fallback: null },
  outputText: { label: 'Output', fallback: null },
  inputCacheRead: { label: 'Cached input', fallback: 'as input' },
  outputReasoning: { label: 'Reasoning', fallback: 'as output' },
  inputCacheWrite5m: { label: 'Cache write, 5 min', fallback: 'as input' },
  inputCacheWrite1h: { label: 'Cache write, 1 h', fallback: 'as cache write, 5 min' },
};

/** What the form of a price holds, as it is typed. */
export type PriceDraft = Readonly<Record<PriceBucket | 'validFrom', string>>;

/** What is wrong in the form, by its fields. */
export type PriceFaults = Partial<Record<keyof PriceDraft, string>>;

/** A number as the form takes it: 0.00000001 and not 1e-8. */
const toText = (nanoUsd: number | undefined): string =>
  nanoUsd === undefined ? '' : toUsd(nanoUsd).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 9 });

/** The form over rates in nano-USD, empty where there are none. */
export const toPriceDraft = (rates: ShippedPrice['rates'], validFrom: string): PriceDraft => ({
  inputFresh: toText(rates.inputFresh),
  outputText: toText(rates.outputText),
  inputCacheRead: toText(rates.inputCacheRead),
  outputReasoning: toText(rates.outputReasoning),
  inputCacheWrite5m: toText(rates.inputCacheWrite5m),
  inputCacheWrite1h: toText(rates.inputCacheWrite1h),
  validFrom,
});

const numberPattern = /^\$?\s*(\d+(?:\.\d*)?|\.\d+)$/;

const parseUsd = (text: string): number | undefined => {
  const digits = numberPattern.exec(text.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** The rates that were typed, in dollars, or what keeps them from being sent. */
export const parsePriceDraft = (
  draft: PriceDraft,
): { readonly faults: PriceFaults; readonly usdPerMTok: UpdatePriceInput['usdPerMTok'] } => {
  const faults: PriceFaults = {};
  const usd: Partial<Record<PriceBucket, number>> = {};
  for (const bucket of priceBuckets) {
    const { label, fallback } = bucketWords[bucket];
    const isEmpty = draft[bucket].trim() === '';
    if (isEmpty && fallback !== null) continue;
    const parsed = parseUsd(draft[bucket]);
    if (parsed !== undefined) usd[bucket] = parsed;
    else faults[bucket] = isEmpty ? `${label} is needed; 0 when it is free.` : 'Enter dollars, such as 1.25.';
  }
  if (draft.validFrom === '') faults.validFrom = 'Enter a day.';
  const { inputFresh, outputText, ...optional } = usd;
  if (inputFresh === undefined || outputText === undefined) return { faults, usdPerMTok: null };
  return { faults, usdPerMTok: { inputFresh, outputText, ...optional } };
};

/** The faults that the server found, as sentences at their fields; what belongs to no field is left out. */
export const toPriceFaults = (issues: readonly { readonly path: string; readonly message: string }[]): PriceFaults => {
  const faults: PriceFaults = {};
  for (const { path, message } of issues) {
    const bucket = priceBuckets.find((one) => path === `usdPerMTok.${one}`);
    if (bucket) faults[bucket] = `${bucketWords[bucket].label} ${message}.`;
    if (path === 'validFrom') faults.validFrom = `The day ${message}.`;
  }
  return faults;
};
