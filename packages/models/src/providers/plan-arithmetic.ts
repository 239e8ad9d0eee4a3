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

const verbPattern =
  /\b(add|subtract|multiply|divide|raise)\b[^\d-]*(-?\d+(?:\.\d+)?)(?:\s*(by|and|to|with|from|\^)\D*(\d+(?:\.\d+)?))?/;

const parseVerb = (clause: string): PlannedStep[] => {
  const match = verbPattern.exec(clause);
  const operation = verbs[match?.[1] ?? ''];
  if (!match || !operation) return [];
  const first = Number(match[2]);
  if (match[4] === undefined) return [{ kind: 'operation', operation, y: first }];
  const second = Number(match[4]);
  const [x, y] = match[3] === 'from' ? [second, first] : [first, second];
  return [{ kind: 'operation', operation, x, y }];
};

/** A chain of equal rank, read from left to right: `1 + 2 - 3`. */
const parseChain = (text: string): PlannedStep[] | undefined => {
  const isChain =
    /^(?:\d+(?:\.\d+)?)?(?:[+-]\d+(?:\.\d+)?)+$|^(?:\d+(?:\.\d+)?)?(?:[*/]\d+(?:\.\d+)?)+$|^(?:\d+(?:\.\d+)?)?\^\d+(?:\.\d+)?$/;
  if (!isChain.test(text)) return undefined;
  const first = /^\d+(?:\.\d+)?/.exec(text)?.[0];
  const links = [...text.slice(first?.length ?? 0).matchAll(/([+\-*/^])(\d+(?:\.\d+)?)/g)];
  return links.flatMap(([, symbol = '', number], index): PlannedStep[] => {
    const operation = symbols[symbol];
    if (!operation) return [];
    const x = index === 0 && first !== undefined ? { x: Number(first) } : {};
    return [{ kind: 'operation', operation, ...x, y: Number(number) }];
  });
};

const parseSymbols = (clause: string): PlannedStep[] => {
  const candidates = clause.match(/(?:sqrt\(|[\d.()+\-*/^\s])+/g) ?? [];
  const text = candidates
    .map((candidate) => candidate.replaceAll(/\s/g, '').replace(/\.$/, ''))
    .find((candidate) => /\d/.test(candidate) && /[+\-*/^]\d|[+\-*/^]\(|sqrt/.test(candidate));
  if (text === undefined) return [];
  return parseChain(text) ?? [{ kind: 'expression', expression: text }];
};

/** Longest text that is looked at: patterns on more could hold the event loop up. */
const maxLength = 2000;

/** The calculations a message asks for, in order; empty when it asks for none. */
export const planArithmetic = (message: string): PlannedStep[] => {
  let text = message.slice(0, maxLength).toLowerCase();
  for (const [pattern, replacement] of phrases) text = text.replace(pattern, replacement);
  const clauses = text.split(/[,;?!\n]|\bthen\b|\.(?!\d)|\band\b(?=\s*(?:add|subtract|multiply|divide|raise)\b)/);
  const steps = clauses.flatMap((clause) => (verbPattern.test(clause) ? parseVerb(clause) : parseSymbols(clause)));
  // a first step that goes on from nothing is no calculation
  const start = steps.findIndex((step) => step.kind === 'expression' || step.x !== undefined);
  return start < 0 ? [] : steps.slice(start);
};
