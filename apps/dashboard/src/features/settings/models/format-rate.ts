/** Dollars for a million tokens, never rounded: `$3.00`, `$0.0375`; nothing is `$0`. */
export const formatRate = (usd: number): string =>
  usd === 0 ? '$0' : `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 9 })}`;
