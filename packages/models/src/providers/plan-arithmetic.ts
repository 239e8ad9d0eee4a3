import { toSymbols } from './to-symbols.ts';

export type Operation = 'add' | 'subtract' | 'multiply' | 'divide' | 'power';

/** One call of the calculator. A step that continues takes the result before it as its first number. */
export type PlannedStep =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly x?: number; readonly y: number }
  | { readonly kind: 'expression'; readonly expression: string; readonly isContinued: boolean };

const symbols: Readonly<Record<string, Operation>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'power',
};

const verbs: Readonly<Record<string, Operation>> = {
  add: 'add',
  subtract: 'subtract',
  multiply: 'multiply',
  divide: 'divide',
  raise: 'power',
};

const number = String.raw`\d+(?:\.\d+)?(?:e[+-]?\d+)?`;
const verbPattern = new RegExp(
  String.raw`\b(add|subtract|multiply|divide|raise)\b[^\d-]{0,40}(-?${number})` +
    String.raw`(?:\s*(by|and|to|with|from|\^)[^\d-]{0,40}(-?${number}))?((?:\s*and\s+-?${number})*)`,
);
const startPattern = new RegExp(String.raw`(?:^|\b(?:start|begin)(?:ing)? (?:with|from|at)|\btake)\s*(-?${number})\s*$`);
const leadingNumber = new RegExp(`^-?${number}`);
const link = new RegExp(String.raw`([+\-*/^])(-?${number})`, 'g');
/** Operators of equal rank, which can be worked out from left to right. */
const chains = ['[+-]', '[*/]'].map((rank) => new RegExp(`^(?:${rank}-?${number})+$`));
const power = new RegExp(String.raw`^\^-?${number}$`);
/** A piece that stands by itself: not the middle of a name, a version, a time or an address. */
const candidate = new RegExp(String.raw`(?<![\w.:/])(?:(?:sqrt|cbrt)\(|${number}|[()+\-*/^]|\s)+(?<=\s|(?![\w.:]))`, 'g');

const continues = (step: PlannedStep): boolean => (step.kind === 'operation' ? step.x === undefined : step.isContinued);

const parseVerb = (clause: string): PlannedStep[] => {
  const match = verbPattern.exec(clause);
  const operation = verbs[match?.[1] ?? ''];
  if (!match || !operation) return [];
  const first = Number(match[2]);
  if (match[4] === undefined) return [{ kind: 'operation', operation, y: first }];
  const second = Number(match[4]);
  const [x, y] = match[3] === 'from' ? [second, first] : [first, second];
  const more = (match[5] ?? '').match(new RegExp(`-?${number}`, 'g')) ?? [];
  return [
    { kind: 'operation', operation, x, y },
    ...more.map((text): PlannedStep => ({ kind: 'operation', operation, y: Number(text) })),
  ];
};

/** Steps for text such as `1+2-3`, or `*3` when it continues; undefined when it must be worked out as a whole. */
const parseChain = (text: string, isContinued: boolean): PlannedStep[] | undefined => {
  const first = isContinued ? '' : leadingNumber.exec(text)?.[0];
  if (first === undefined) return undefined;
  const rest = text.slice(first.length);
  // -2^2 is -(2^2), which is no operation on -2
  const isChain = chains.some((chain) => chain.test(rest)) || (power.test(rest) && !first.startsWith('-'));
  if (!isChain) return undefined;
  return [...rest.matchAll(link)].flatMap(([, symbol = '', operand], index): PlannedStep[] => {
    const operation = symbols[symbol];
    const x = index === 0 && first !== '' ? { x: Number(first) } : {};
    return operation ? [{ kind: 'operation', operation, ...x, y: Number(operand) }] : [];
  });
};

/** An operator or a function with something to work on: a mere number, sign or date is no calculation. */
const isCalculation = (text: string): boolean => /[\d)][+\-*/^]+[\d(sc]|(?:sq|cb)rt\(/.test(text);

const parseSymbols = (clause: string): PlannedStep[] => {
  const text = clause.replace(/^\s*(?:(?:and|now|it|that|the|result)\s+)*/, '');
  return (text.match(candidate) ?? []).flatMap((piece, index) =>
    // two numbers side by side belong to two calculations
    piece.split(/(?<=[\d)])\s+(?=[\d(sc])/).flatMap((part, partIndex): PlannedStep[] => {
      const compact = part.replaceAll(/\s/g, '').replaceAll(/(?<=[+\-*/^])\((-[\d.]+)\)/g, '$1');
      const isStart = index === 0 && partIndex === 0 && text.startsWith(part);
      const isContinued = isStart && /^[+\-*/^]\S/.test(compact) && !/^-\S*[\d)][+\-*/^]/.test(compact);
      if (!isContinued && !isCalculation(compact)) return [];
      return parseChain(compact, isContinued) ?? [{ kind: 'expression', expression: compact, isContinued }];
    }),
  );
};

/**
 * The calculations a message asks for, in order; empty when it asks for none. The first may continue only
 * when there is a result from before.
 */
export const planArithmetic = (message: string, hasPrevious = false): PlannedStep[] => {
  const clauses = toSymbols(message).split(
    /[,;?!\n]|\bthen\b|\.(?!\d)|\band\b(?=\s*(?:now\s+)?(?:add|subtract|multiply|divide|raise)\b)/,
  );
  const steps: PlannedStep[] = [];
  let start: number | undefined;
  for (const clause of clauses) {
    const started = startPattern.exec(clause)?.[1];
    if (started !== undefined) start = Number(started);
    for (const step of verbPattern.test(clause) ? parseVerb(clause) : parseSymbols(clause)) {
      const isFirst = steps.length === 0 && continues(step);
      const given = step.kind === 'operation' && isFirst && start !== undefined ? { ...step, x: start } : step;
      // what continues from nothing is no calculation
      if (!isFirst || hasPrevious || !continues(given)) steps.push(given);
    }
  }
  return steps;
};
