const nano = 1e9;

/** An amount in nano-USD: `$184.22`, under a dollar four significant digits (`$0.04120`), nothing is `$0`. */
export const formatCost = (costNanoUsd: number): string => {
  if (costNanoUsd === 0) return '$0';
  const usd = costNanoUsd / nano;
  if (usd >= 0.99995) return `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  const places = Math.min(9, 3 - Math.floor(Math.log10(usd)));
  return `$${usd.toFixed(places)}`;
};
