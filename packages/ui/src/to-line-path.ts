/** A place in a drawing; null is no value. */
export type LinePoint = readonly [x: number, y: number] | null;

const toNumber = (value: number): string => String(Math.round(value * 100) / 100);

/** The SVG paths of a line that breaks where there is no value, and of the points that stand alone between breaks. */
export const toLinePath = (points: readonly LinePoint[]): { readonly path: string; readonly dots: string } => {
  let path = '';
  let dots = '';
  for (const [at, point] of points.entries()) {
    if (point === null) continue;
    const isAfterGap = (points[at - 1] ?? null) === null;
    const isBeforeGap = (points[at + 1] ?? null) === null;
    const place = point.map(toNumber).join(' ');
    if (isAfterGap && isBeforeGap) dots += `M${place}h0`;
    path += `${isAfterGap ? 'M' : 'L'}${place}`;
  }
  return { path, dots };
};
