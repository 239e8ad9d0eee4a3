import { PriceRates, toNanoUsd, type UpdatePriceInput } from '@signalbox/contracts';

/** Rates in dollars as they are kept: whole nano-USD. */
export const toPriceRates = (usdPerMTok: UpdatePriceInput['usdPerMTok']): PriceRates | null => {
  if (usdPerMTok === null) return null;
  const rates = Object.entries(usdPerMTok).map(([bucket, usd]) => [bucket, toNanoUsd(usd)] as const);
  return PriceRates.parse(Object.fromEntries(rates));
};
