const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** From a moment until another, which is not part of it. */
export interface Span {
  readonly from: Date;
  readonly until: Date;
}

/** Buckets that are part of a span as they are. */
interface Cell {
  /** Number of the span. */
  readonly part: number;
  readonly grain: 'hour' | 'day';
  readonly fromMs: number;
  readonly untilMs: number;
  readonly hasLive: boolean;
  readonly hasGone: boolean;
}

/** Part of an hour whose runs are read one by one: to be added, or taken away from the bucket of the whole hour. */
interface Edge {
  readonly part: number;
  readonly sign: 1 | -1;
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface Pieces {
  readonly cells: readonly Cell[];
  readonly edges: readonly Edge[];
}

const toFloor = (ms: number, stepMs: number): number => Math.floor(ms / stepMs) * stepMs;
const toCeiling = (ms: number, stepMs: number): number => Math.ceil(ms / stepMs) * stepMs;

/** Whole hours as buckets, whole days of them as those of days. */
const toCells = (part: number, fromMs: number, untilMs: number): Cell[] => {
  const whole = { part, hasLive: true, hasGone: true };
  const [firstDay, endDay] = [toCeiling(fromMs, dayMs), toFloor(untilMs, dayMs)];
  const cells: Cell[] =
    firstDay < endDay
      ? [
          { ...whole, grain: 'hour', fromMs, untilMs: firstDay },
          { ...whole, grain: 'day', fromMs: firstDay, untilMs: endDay },
          { ...whole, grain: 'hour', fromMs: endDay, untilMs },
        ]
      : [{ ...whole, grain: 'hour', fromMs, untilMs }];
  return cells.filter((cell) => cell.fromMs < cell.untilMs);
};

/**
 * The part of an hour that a span has: from its runs, or from the hour's bucket and the runs that are left over, whichever
 * is less to read; nothing has run after now. Deleted runs are known to the hour only: they count where it begins.
 */
const toEdge = (part: number, { fromMs, untilMs }: Omit<Edge, 'part' | 'sign'>, nowMs: number): Pieces => {
  const hour = toFloor(fromMs, hourMs);
  const rest = [
    { part, fromMs: hour, untilMs: fromMs },
    { part, fromMs: untilMs, untilMs: hour + hourMs },
  ].filter((piece) => piece.fromMs < piece.untilMs);
  const toRead = (piece: { readonly fromMs: number; readonly untilMs: number }): number =>
    Math.max(0, Math.min(piece.untilMs, nowMs) - piece.fromMs);
  const isByRest = rest.reduce((sum, piece) => sum + toRead(piece), 0) < toRead({ fromMs, untilMs });
  const edges = isByRest
    ? rest.map((piece) => ({ ...piece, sign: -1 as const }))
    : [{ part, fromMs, untilMs, sign: 1 as const }];
  const hasGone = fromMs === hour;
  const cell = { part, grain: 'hour' as const, fromMs: hour, untilMs: hour + hourMs, hasLive: isByRest, hasGone };
  return { edges, cells: isByRest || hasGone ? [cell] : [] };
};

/** The end of a span: whole hours and days, and the part of an hour after them. */
const toRest = (part: number, { fromMs, untilMs }: Omit<Edge, 'part' | 'sign'>, nowMs: number): Pieces[] => {
  const [endHour, endDay] = [toFloor(untilMs, hourMs), toFloor(untilMs, dayMs)];
  const nextDay = endDay + dayMs;
  // a day that goes on has a bucket as well: all but what is dated ahead, which is nothing or little
  if (fromMs <= endDay && endDay < untilMs && nowMs - untilMs < minuteMs) {
    return [{ cells: toCells(part, fromMs, nextDay), edges: [{ part, sign: -1, fromMs: untilMs, untilMs: nextDay }] }];
  }
  return [
    { cells: toCells(part, fromMs, endHour), edges: [] },
    ...(endHour < untilMs ? [toEdge(part, { fromMs: endHour, untilMs }, nowMs)] : []),
  ];
};

const toSpanPieces = ({ from, until }: Span, part: number, nowMs: number): Pieces[] => {
  const [fromMs, untilMs] = [from.getTime(), until.getTime()];
  const firstHour = toCeiling(fromMs, hourMs);
  if (firstHour > untilMs) return [toEdge(part, { fromMs, untilMs }, nowMs)];
  return [
    ...(fromMs < firstHour ? [toEdge(part, { fromMs, untilMs: firstHour }, nowMs)] : []),
    ...toRest(part, { fromMs: firstHour, untilMs }, nowMs),
  ];
};

/** The buckets and runs that spans are put together from. */
export const toPieces = (spans: readonly Span[], now: Date): Pieces => {
  const pieces = spans.flatMap((span, part) => toSpanPieces(span, part, now.getTime()));
  return { cells: pieces.flatMap(({ cells }) => cells), edges: pieces.flatMap(({ edges }) => edges) };
};
