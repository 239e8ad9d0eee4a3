const nano = 1e9;
const least = 0.0001;

/** An amount in nano-USD with four decimals, so that the points of a column align: `$0.0412`, `<$0.0001`, `$0`. */
export const formatTableCost = (costNanoUsd: number): string => {
  const usd = costNanoUsd / nano;
  if (usd === 0) return '$0';
  if (usd < least) return `<$${least}`;
  return `$${usd.toLocaleString('en-US', { minimumFractionDigits: 4, maximumFractionDigits: 4 })}`;
};
