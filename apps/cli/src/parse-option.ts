import { ApiKeyScope } from '@signalbox/contracts';
import { InvalidArgumentError } from 'commander';

/** A whole number from 1 to `most`, for an option. */
export const toWholeNumber =
  (most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${most.toLocaleString('en-GB')}.`);
  };

/** Scopes of a key, separated by commas. */
export const toScopes = (text: string): ApiKeyScope[] => {
  const scopes = ApiKeyScope.array()
    .min(1)
    .safeParse(text.split(',').map((part) => part.trim()));
  if (scopes.success) return [...new Set(scopes.data)];
  throw new InvalidArgumentError(`Choose from ${ApiKeyScope.options.join(', ')}, separated by commas.`);
};
