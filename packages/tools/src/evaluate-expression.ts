import { ToolError } from '@signalbox/tool-sdk';
import type * as mathjs from 'mathjs/number';
import type { MathNode } from 'mathjs/number';

import { assertExact, formatNumber } from './format-number.ts';

/** Bounds checked before the parser sees the text: it recurses once a bracket. */
const maxLength = 1000;
const maxDepth = 100;

type Mathjs = typeof mathjs;

const operators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '^', '%', '!']);
const constants: ReadonlySet<string> = new Set(['pi', 'e', 'tau', 'phi']);
const functions: ReadonlySet<string> = new Set(
  'abs acos asin atan cbrt ceil cos exp floor gcd lcm ln log log10 log2 max min mod round sign sin sqrt tan'.split(' '),
);

/** Names that the parser does not know. */
const scope = { ln: Math.log };

const refuse = (what: string): never => {
  throw new ToolError(
    `${what} Allowed are numbers, + - * / ^ % !, brackets, ${[...constants].join(', ')}, and ${[...functions].join(', ')}.`,
  );
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

/** What can be said of the text itself; returns it trimmed. */
const checkText = (text: string): string => {
  const expression = text.trim();
  if (expression === '') throw new ToolError('EMPTY: the expression has nothing in it.');
  if (expression.length > maxLength) throw new ToolError(`The expression is over ${maxLength} characters long.`);
  if (depthOf(expression) > maxDepth) throw new ToolError(`The expression nests over ${maxDepth} brackets deep.`);
  if (/\b0[box]/i.test(expression)) refuse('Only decimal numbers can be calculated.');
  for (const [digits] of expression.matchAll(/(?<![\d.e])\d{16,}(?![\d.e])/gi)) {
    if (!Number.isSafeInteger(Number(digits))) {
      throw new ToolError(`PRECISION: ${digits} is beyond 9007199254740991, where last digits are lost.`);
    }
  }
  return expression;
};

/** A walk over the tree that stops at the first node outside the list: nothing else can be reached by name. */
const checkNames = (math: Mathjs, node: MathNode): void => {
  if (math.isConstantNode(node)) {
    if (typeof node.value !== 'number') refuse('Only numbers can be calculated.');
  } else if (math.isOperatorNode(node)) {
    if (!operators.has(node.op)) refuse(`The operator ${node.op} is not known.`);
  } else if (math.isFunctionNode(node)) {
    if (!math.isSymbolNode(node.fn) || !functions.has(node.fn.name)) refuse('This function is not known.');
    for (const argument of node.args) checkNames(math, argument);
    return;
  } else if (math.isSymbolNode(node)) {
    if (!constants.has(node.name)) refuse(`The name ${node.name} is not known.`);
  } else if (!math.isParenthesisNode(node)) {
    refuse('This is not an expression.');
  }
  node.forEach((child) => checkNames(math, child));
};

const evaluate = (node: MathNode): unknown => {
  try {
    const value: unknown = node.compile().evaluate(scope);
    return value;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'no reason given';
    throw new ToolError(`DOMAIN: the expression can’t be worked out: ${reason}.`, { cause });
  }
};

/**
 * Works the tree out from its leaves, each operator once, and sees what only the values show: a division by
 * zero, and whole numbers that grew past what a number holds exactly.
 */
const fold = (math: Mathjs, node: MathNode, isWhole: boolean): MathNode => {
  const folded = node.map((child) => fold(math, child, isWhole));
  if (!math.isOperatorNode(folded)) return folded;
  const divisor = folded.op === '/' ? folded.args[1] : undefined;
  if (divisor && evaluate(divisor) === 0) throw new ToolError('Division by zero.');
  const value = evaluate(folded);
  if (typeof value !== 'number') throw new ToolError('The result is not a number.');
  if (isWhole) assertExact(value);
  return new math.ConstantNode(value);
};

const parse = (math: Mathjs, text: string): MathNode => {
  try {
    return math.parse(text);
  } catch {
    throw new ToolError('The expression can’t be read: check brackets and operators.');
  }
};

/** Works out an arithmetic expression. Rejects with a `ToolError` saying what is wrong with it. */
export const evaluateExpression = async (text: string): Promise<string> => {
  const expression = checkText(text);
  // 50 MB that a server without expressions does not need
  const math = await import('mathjs/number');
  const node = parse(math, expression);
  checkNames(math, node);
  const isWhole = /^[\d\s+\-*^!()]+$/.test(expression);
  return formatNumber(evaluate(fold(math, node, isWhole)));
};
