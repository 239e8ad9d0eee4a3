import { ToolError } from '@signalbox/tool-sdk';

/** Digits that a number holds for sure; more would show the error of binary fractions (0.1 + 0.2). */
const sureDigits = 15;
/** From here on 15 digits are less than the whole part has. */
const longFrom = 1e15;

/** Beyond 2^53 a whole number may have lost its last digits. Throws `ToolError` then. */
export const assertExact = (value: number): void => {
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return;
  throw new ToolError(
    `PRECISION: ${value} is beyond 9007199254740991, where last digits are lost. For a rounded result give an ` +
      'expression with a decimal point, such as "2.0 ^ 64".',
  );
};

/**
 * The value as text fit to be shown: whole numbers with every digit, others with 15, and beyond 2^53 in the
 * form 1.5e+20, which shows that it is rounded. Throws `ToolError` when it is no finite real number.
 */
export const formatNumber = (value: unknown): string => {
  if (typeof value !== 'number') throw new ToolError('The result is not a number.');
  if (Number.isNaN(value)) throw new ToolError('DOMAIN: the result is not a real number.');
  if (!Number.isFinite(value)) throw new ToolError('OVERFLOW: the result is too large to be held.');
  if (Number.isSafeInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(sureDigits));
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return rounded.toExponential();
  return Math.abs(value) >= longFrom ? String(value) : String(rounded);
};
