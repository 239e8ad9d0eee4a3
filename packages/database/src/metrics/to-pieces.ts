const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
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
  readonly grain: 'quarter' | 'hour' | 'day';
  readonly fromMs: number;
  readonly untilMs: number;
  readonly hasLive: boolean;
  readonly hasGone: boolean;
}

/** Part of a bucket whose runs are read one by one: to be added, or taken away from the whole bucket. */
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

/** What decides about the pieces, but for the spans. */
export interface PieceOptions {
  readonly now: Date;
  /** The first hour that has quarters, as all later ones. */
  readonly quartersFrom: Date;
}

/** Part of a span. */
interface Stretch {
  readonly part: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

interface Grain {
  readonly grain: Cell['grain'];
  readonly stepMs: number;
}

const quarter: Grain = { grain: 'quarter', stepMs: quarterMs };
const hour: Grain = { grain: 'hour', stepMs: hourMs };
const day: Grain = { grain: 'day', stepMs: dayMs };
const coarseFirst = [day, hour, quarter];

const toFloor = (ms: number, stepMs: number): number => Math.floor(ms / stepMs) * stepMs;
const toCeiling = (ms: number, stepMs: number): number => Math.ceil(ms / stepMs) * stepMs;

/** What begins and ends with a bucket, of as few as can be: days, with hours before and after them, and these with quarters. */
const toCells = (stretch: Stretch, [coarsest, ...finer]: readonly Grain[] = coarseFirst): Cell[] => {
  const { part, fromMs, untilMs } = stretch;
  if (!coarsest || fromMs >= untilMs) return [];
  const { grain, stepMs } = coarsest;
  const [firstMs, endMs] = [toCeiling(fromMs, stepMs), toFloor(untilMs, stepMs)];
  if (firstMs >= endMs) return toCells(stretch, finer);
  return [
    ...toCells({ part, fromMs, untilMs: firstMs }, finer),
    { part, grain, fromMs: firstMs, untilMs: endMs, hasLive: true, hasGone: true },
    ...toCells({ part, fromMs: endMs, untilMs }, finer),
  ];
};

/** The finest buckets of a time. */
const toFinest = (ms: number, { quartersFrom }: PieceOptions): Grain => (ms < quartersFrom.getTime() ? hour : quarter);

/**
 * The part of a bucket that a span has: from its runs, or from the bucket and the runs that are left over, whichever is
 * less to read; nothing has run after now. Deleted runs are known to the bucket only: they count where it begins.
 */
const toEdge = ({ part, fromMs, untilMs }: Stretch, options: PieceOptions): Pieces => {
  const { grain, stepMs } = toFinest(fromMs, options);
  const nowMs = options.now.getTime();
  const startMs = toFloor(fromMs, stepMs);
  const whole = { part, grain, fromMs: startMs, untilMs: startMs + stepMs };
  const rest = [
    { part, fromMs: startMs, untilMs: fromMs },
    { part, fromMs: untilMs, untilMs: whole.untilMs },
  ].filter((piece) => piece.fromMs < piece.untilMs);
  const toRead = (piece: Omit<Stretch, 'part'>): number => Math.max(0, Math.min(piece.untilMs, nowMs) - piece.fromMs);
  const isByRest = rest.reduce((sum, piece) => sum + toRead(piece), 0) < toRead({ fromMs, untilMs });
  const edges = isByRest
    ? rest.map((piece) => ({ ...piece, sign: -1 as const }))
    : [{ part, fromMs, untilMs, sign: 1 as const }];
  const hasGone = fromMs === startMs;
  return { edges, cells: isByRest || hasGone ? [{ ...whole, hasLive: isByRest, hasGone }] : [] };
};

/** The end of a span: whole buckets, and the part of one after them. */
const toRest = ({ part, fromMs, untilMs }: Stretch, options: PieceOptions): Pieces[] => {
  const nowMs = options.now.getTime();
  const endDayMs = toFloor(untilMs, dayMs);
  const nextDayMs = endDayMs + dayMs;
  // a day that goes on has a bucket as well: all but what is dated ahead, which is nothing or little
  if (fromMs <= endDayMs && endDayMs < untilMs && nowMs - untilMs < minuteMs) {
    const edge = { part, sign: -1 as const, fromMs: untilMs, untilMs: nextDayMs };
    return [{ cells: toCells({ part, fromMs, untilMs: nextDayMs }), edges: [edge] }];
  }
  const endMs = toFloor(untilMs, toFinest(untilMs, options).stepMs);
  return [
    { cells: toCells({ part, fromMs, untilMs: endMs }), edges: [] },
    ...(endMs < untilMs ? [toEdge({ part, fromMs: endMs, untilMs }, options)] : []),
  ];
};

const toSpanPieces = ({ from, until }: Span, part: number, options: PieceOptions): Pieces[] => {
  const [fromMs, untilMs] = [from.getTime(), until.getTime()];
  const firstMs = toCeiling(fromMs, toFinest(fromMs, options).stepMs);
  if (firstMs > untilMs) return [toEdge({ part, fromMs, untilMs }, options)];
  return [
    ...(fromMs < firstMs ? [toEdge({ part, fromMs, untilMs: firstMs }, options)] : []),
    ...toRest({ part, fromMs: firstMs, untilMs }, options),
  ];
};

/** The buckets and runs that spans are put together from. */
export const toPieces = (spans: readonly Span[], options: PieceOptions): Pieces => {
  const pieces = spans.flatMap((span, part) => toSpanPieces(span, part, options));
  return { cells: pieces.flatMap(({ cells }) => cells), edges: pieces.flatMap(({ edges }) => edges) };
};
