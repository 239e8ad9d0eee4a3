import { ToolError } from '@signalbox/tool-sdk';
import type * as mathjs from 'mathjs/number';
import type { MathNode } from 'mathjs/number';

/** Bounds checked before the parser sees the text: it recurses once a bracket. */
const maxLength = 1000;
const maxDepth = 100;

type Mathjs = typeof mathjs;

const operators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '^', '%', '!']);
const constants: ReadonlySet<string> = new Set(['pi', 'e', 'tau', 'phi']);
const functions: ReadonlySet<string> = new Set(
  'abs acos asin atan cbrt ceil cos exp floor gcd lcm ln log log10 log2 max min mod round sign sin sqrt tan'.split(' '),
);

const refuse = (what: string): never => {
  throw new ToolError(
    `${what} Allowed are numbers, + - * / ^ % !, brackets, ${[...constants].join(', ')}, and ${[...functions].join(', ')}.`,
  );
};

/** 2^53: beyond it a number no longer holds every digit. */
const assertExact = (text: string): void => {
  for (const [digits] of text.matchAll(/(?<![\d.e])\d{16,}(?![\d.])/gi)) {
    if (!Number.isSafeInteger(Number(digits))) {
      throw new ToolError(`${digits} is over 9007199254740991: its last digits would be lost.`);
    }
  }
};

const depthOf = (text: string): number => {
  let depth = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
};

/** A walk over the tree that stops at the first node outside the list: nothing else can be reached by name. */
const check = (math: Mathjs, node: MathNode): void => {
  if (math.isConstantNode(node)) {
    if (typeof node.value !== 'number') refuse('Only numbers can be calculated.');
  } else if (math.isOperatorNode(node)) {
    if (!operators.has(node.op)) refuse(`The operator ${node.op} is not known.`);
  } else if (math.isFunctionNode(node)) {
    if (!math.isSymbolNode(node.fn) || !functions.has(node.fn.name)) refuse('This function is not known.');
    for (const argument of node.args) check(math, argument);
    return;
  } else if (math.isSymbolNode(node)) {
    if (!constants.has(node.name)) refuse(`The name ${node.name} is not known.`);
  } else if (!math.isParenthesisNode(node)) {
    refuse('This is not an expression.');
  }
  node.forEach((child) => check(math, child));
};

const parse = (math: Mathjs, text: string): MathNode => {
  try {
    return math.parse(text);
  } catch {
    throw new ToolError('The expression can’t be read: check brackets and operators.');
  }
};

/** The value as text fit to be shown. Throws `ToolError` when it is no finite real number. */
export const formatNumber = (value: unknown): string => {
  if (typeof value !== 'number') throw new ToolError('The result is not a number.');
  if (Number.isNaN(value)) throw new ToolError('DOMAIN: the result is not a real number.');
  if (!Number.isFinite(value)) throw new ToolError('OVERFLOW: the result is too large to be held exactly or at all.');
  return String(Number(value.toPrecision(15)));
};

/** Works out an arithmetic expression. Rejects with a `ToolError` saying what is wrong with it. */
export const evaluateExpression = async (text: string): Promise<string> => {
  const expression = text.trim();
  if (expression === '') throw new ToolError('EMPTY: the expression has nothing in it.');
  if (expression.length > maxLength) throw new ToolError(`The expression is over ${maxLength} characters long.`);
  if (depthOf(expression) > maxDepth) throw new ToolError(`The expression nests over ${maxDepth} brackets deep.`);
  assertExact(expression);
  // 50 MB that a server without expressions does not need
  const math = await import('mathjs/number');
  const node = parse(math, expression);
  check(math, node);
  const value: unknown = node.compile().evaluate({ ln: Math.log });
  return formatNumber(value);
};
