import { defineTool, ToolError } from '@signalbox/tool-sdk';
import { z } from 'zod';

import { evaluateExpression } from './evaluate-expression.ts';
import { assertExact, formatNumber } from './format-number.ts';

const operations = {
  add: { sign: ' + ', work: (x: number, y: number) => x + y },
  subtract: { sign: ' - ', work: (x: number, y: number) => x - y },
  multiply: { sign: ' * ', work: (x: number, y: number) => x * y },
  divide: { sign: ' / ', work: (x: number, y: number) => x / y },
  power: { sign: '^', work: (x: number, y: number) => x ** y },
} as const;

const input = z
  .strictObject({
    operation: z
      .enum(['add', 'multiply', 'subtract', 'divide', 'power'])
      .optional()
      .describe('The operation on x and y.'),
    x: z.number().optional().describe('First number.'),
    y: z.number().optional().describe('Second number.'),
    expression: z
      .string()
      .optional()
      .describe('In place of operation, x and y: an expression such as "(3 + 4) * 2" or "sqrt(16)".'),
  })
  .refine(
    ({ operation, x, y, expression }) =>
      expression === undefined
        ? operation !== undefined && x !== undefined && y !== undefined
        : operation === undefined && x === undefined && y === undefined,
    'give either operation, x and y, or expression',
  );

/** Arithmetic: one operation on two numbers, answered as `5 + 10 = 15`, or an expression. */
export const calculator = defineTool({
  name: 'calculator',
  title: 'Calculator',
  description: 'Performs basic arithmetic operations: one operation on x and y, or a whole expression.',
  icon: 'IconCalculator',
  input,
  effect: 'read',
  timeoutMs: 5000,
  execute: async ({ operation, x, y, expression }) => {
    if (expression !== undefined) return `${expression.trim()} = ${await evaluateExpression(expression)}`;
    if (operation === undefined || x === undefined || y === undefined) throw new ToolError('Give operation, x and y.');
    if (operation === 'divide' && y === 0) throw new ToolError('Division by zero.');
    const { sign, work } = operations[operation];
    const result = work(x, y);
    for (const value of [x, y]) assertExact(value);
    if (Number.isInteger(x) && Number.isInteger(y)) assertExact(result);
    return `${x}${sign}${y} = ${formatNumber(result)}`;
  },
});
