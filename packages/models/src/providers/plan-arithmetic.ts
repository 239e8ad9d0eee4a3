export type Operation = 'add' | 'subtract' | 'multiply' | 'divide' | 'power';

/** One call of the calculator. Without `x` it goes on from the result before. */
export type PlannedStep =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly x?: number; readonly y: number }
  | { readonly kind: 'expression'; readonly expression: string };

const symbols: Readonly<Record<string, Operation>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'power',
};

/** Longer phrases first: "multiplied by" must not be read as "multiply". */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d{2}-\d{2}/g, ' '],
  [/(\d),(?=\d{3}\b)/g, '$1'],
  [/square root of\s+(\d+(?:\.\d+)?)/g, 'sqrt($1)'],
  [/\*\*|\bto the power of\b|\braised to\b/g, '^'],
  [/×|\bmultiplied by\b|\btimes\b/g, '*'],
  [/÷|\bdivided by\b/g, '/'],
  [/\bplus\b/g, '+'],
  [/\bminus\b/g, '-'],
  [/(\d)\s*x\s*(?=\d)/g, '$1*'],
];

const verbs: Readonly<Record<string, Operation>> = {
  add: 'add',
  subtract: 'subtract',
  multiply: 'multiply',
  divide: 'divide',
  raise: 'power',
};

const number = String.raw`\d+(?:\.\d+)?(?:e[+-]?\d+)?`;
const verbPattern = new RegExp(
  String.raw`\b(add|subtract|multiply|divide|raise)\b[^\d-]*(-?${number})` +
    String.raw`(?:\s*(by|and|to|with|from|\^)[^\d-]*(-?${number}))?((?:\s*and\s+-?${number})*)`,
);

const parseVerb = (clause: string): PlannedStep[] => {
  const match = verbPattern.exec(clause);
  const operation = verbs[match?.[1] ?? ''];
  if (!match || !operation) return [];
  const first = Number(match[2]);
  if (match[4] === undefined) return [{ kind: 'operation', operation, y: first }];
  const second = Number(match[4]);
  const [x, y] = match[3] === 'from' ? [second, first] : [first, second];
  const more = match[5]?.match(new RegExp(`-?${number}`, 'g')) ?? [];
  return [
    { kind: 'operation', operation, x, y },
    ...more.map((text): PlannedStep => ({ kind: 'operation', operation, y: Number(text) })),
  ];
};

const firstNumber = new RegExp(`^-?${number}`);
const link = new RegExp(String.raw`([+\-*/^])(-?${number})`, 'g');
/** What can be worked out from left to right: operators of equal rank, or a single power. */
const isChain = new RegExp(String.raw`^(?:(?:[+-]-?${number})+|(?:[*/]-?${number})+|\^-?${number})$`);

/** Steps for text such as `1+2-3`, or `*3` going on from before; undefined when it must be worked out whole. */
const parseChain = (text: string, isContinued: boolean): PlannedStep[] | undefined => {
  const first = isContinued ? '' : firstNumber.exec(text)?.[0];
  if (first === undefined) return undefined;
  const rest = text.slice(first.length);
  // -2^2 is -(2^2), which is no operation on -2
  if (!isChain.test(rest) || (first.startsWith('-') && rest.startsWith('^'))) return undefined;
  return [...rest.matchAll(link)].flatMap(([, symbol = '', operand], index): PlannedStep[] => {
    const operation = symbols[symbol];
    if (!operation) return [];
    const x = index === 0 && first !== '' ? { x: Number(first) } : {};
    return [{ kind: 'operation', operation, ...x, y: Number(operand) }];
  });
};

const candidate = /(?:sqrt\(|(?<=\d)e[+-]?(?=\d)|[\d.()+\-*/^\s])+/g;

const parseSymbols = (clause: string): PlannedStep[] => {
  const text = clause.replace(/^\s*(?:(?:and|now|it|that|the|result)\s+)*/, '');
  return [...text.matchAll(candidate)].flatMap(({ 0: piece, index: start }) =>
    // two numbers side by side belong to two calculations
    piece.split(/(?<=[\d)])\s+(?=[\d(s])/).flatMap((part, index): PlannedStep[] => {
      const compact = part.replaceAll(/\s/g, '').replace(/\.$/, '');
      const isContinued = start === 0 && index === 0 && /^(?:[+*/^]|-[^+*/^-]+$)/.test(compact);
      const isWhole = /[\d)][+\-*/^]+[\d(s]|sqrt\(/.test(compact);
      if (isContinued) return parseChain(compact, true) ?? [];
      return isWhole ? (parseChain(compact, false) ?? [{ kind: 'expression', expression: compact }]) : [];
    }),
  );
};

/** Longest text that is looked at: patterns on more could hold the event loop up. */
const maxLength = 2000;

/**
 * The calculations a message asks for, in order; empty when it asks for none. The first may go on from nothing
 * only when there is a result from before.
 */
export const planArithmetic = (message: string, { hasPrevious = false } = {}): PlannedStep[] => {
  let text = message.slice(0, maxLength).toLowerCase();
  for (const [pattern, replacement] of phrases) text = text.replace(pattern, replacement);
  const clauses = text.split(/[,;?!\n]|\bthen\b|\.(?!\d)|\band\b(?=\s*(?:add|subtract|multiply|divide|raise)\b)/);
  // the last may have been cut in the middle of a number
  if (message.length > maxLength) clauses.pop();
  const steps = clauses.flatMap((clause) => (verbPattern.test(clause) ? parseVerb(clause) : parseSymbols(clause)));
  if (hasPrevious) return steps;
  // a first step that goes on from nothing is no calculation
  const start = steps.findIndex((step) => step.kind === 'expression' || step.x !== undefined);
  return start < 0 ? [] : steps.slice(start);
};
