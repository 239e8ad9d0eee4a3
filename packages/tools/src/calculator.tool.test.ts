import { createTestContext } from '@signalbox/tool-sdk';
import { expect, test } from 'vitest';

import { calculator } from './calculator.tool.ts';

const context = createTestContext();

const run = async (value: Parameters<typeof calculator.parse>[0]): Promise<unknown> => {
  const call = calculator.parse(value);
  if (!call.ok) throw new Error(call.message);
  return call.execute(context);
};

test.each([
  [{ operation: 'add', x: 5, y: 10 }, '5 + 10 = 15'],
  [{ operation: 'multiply', x: 15, y: 3 }, '15 * 3 = 45'],
  [{ operation: 'subtract', x: 1.5, y: 2 }, '1.5 - 2 = -0.5'],
  [{ operation: 'divide', x: 10, y: 4 }, '10 / 4 = 2.5'],
  [{ operation: 'power', x: 2, y: 8 }, '2^8 = 256'],
  [{ operation: 'add', x: 0.1, y: 0.2 }, '0.1 + 0.2 = 0.3'],
  [{ expression: '2+2*3' }, '2+2*3 = 8'],
  [{ expression: '(3+4)*2' }, '(3+4)*2 = 14'],
  [{ expression: 'sqrt(16) + ln(e)' }, 'sqrt(16) + ln(e) = 5'],
  [{ expression: '9007199254740991' }, '9007199254740991 = 9007199254740991'],
  [{ operation: 'subtract', x: 9007199254740991, y: 1 }, '9007199254740991 - 1 = 9007199254740990'],
  [{ expression: '2251799813685247.25' }, '2251799813685247.25 = 2251799813685247.2'],
  [{ expression: '2.0 ^ 64' }, '2.0 ^ 64 = 1.84467440737096e+19'],
  [{ expression: '3e8 * 3e8' }, '3e8 * 3e8 = 9e+16'],
])('works out case %$', async (value, answer) => {
  expect(await run(value)).toBe(answer);
});

test.each([
  [{ operation: 'divide', x: 1, y: 0 }, 'Division by zero'],
  [{ operation: 'power', x: 10, y: 400 }, 'OVERFLOW'],
  [{ operation: 'power', x: -1, y: 0.5 }, 'DOMAIN'],
  [{ expression: '2^1024' }, 'OVERFLOW'],
  [{ expression: 'sqrt(-1)' }, 'DOMAIN'],
  [{ expression: '1 / (2 - 2)' }, 'Division by zero'],
  [{ expression: '(-1)!' }, 'DOMAIN'],
  [{ expression: 'sin()' }, 'DOMAIN'],
  [{ expression: '9007199254740993' }, 'last digits'],
  [{ expression: '3 ^ 40' }, 'last digits'],
  [{ expression: '(9007199254740991 + 2) - 9007199254740990' }, 'last digits'],
  [{ operation: 'add', x: 9007199254740992, y: 1 }, 'last digits'],
  [{ operation: 'multiply', x: 94906267, y: 94906267 }, 'last digits'],
  [{ expression: '0x20000000000001' }, 'decimal'],
  [{ expression: '' }, 'EMPTY'],
  [{ expression: '   ' }, 'EMPTY'],
  [{ expression: '2 +' }, 'can’t be read'],
  [{ expression: `${'('.repeat(20_000)}1` }, 'over 1000 characters'],
  [{ expression: `${'('.repeat(200)}1${')'.repeat(200)}` }, 'over 100 brackets'],
  [{ expression: 'process.exit()' }, 'not known'],
  [{ expression: "import('fs')" }, 'not known'],
  [{ expression: 'evaluate("1")' }, 'not known'],
  [{ expression: 'x = 3' }, 'not an expression'],
  [{ expression: 'ones(9999999)' }, 'not known'],
  [{ expression: 'f(x) = x' }, 'not an expression'],
  [{ expression: '[1, 2]' }, 'not an expression'],
  [{ expression: 'cos.constructor("return 1")' }, 'not known'],
])('refuses case %$', async (value, reason) => {
  await expect(run(value)).rejects.toThrow(reason);
});

test.each([
  [{ operation: 'add', x: 1 }, 'either operation, x and y, or expression'],
  [{ operation: 'modulo', x: 1, y: 2 }, 'operation'],
  [{ operation: 'add', x: '1', y: 2 }, 'x:'],
  [{ expression: '1', x: 1 }, 'either'],
  ['{"operation": "add"', 'calculator'],
])('tells what is wrong with arguments, case %$', async (value, reason) => {
  await expect(run(value)).rejects.toThrow(reason);
});
