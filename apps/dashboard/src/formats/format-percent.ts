/** A share from 0 to 1 with one decimal; `100%` and `0%` only when exact, else `99.9%` and `<0.1%`. */
export const formatPercent = (share: number): string => {
  if (share === 0 || share === 1) return `${share * 100}%`;
  if (share < 0.001) return '<0.1%';
  return `${(share < 1 ? Math.min(99.9, share * 100) : share * 100).toFixed(1)}%`;
};
