import { RunStatus } from '@signalbox/contracts';
import { z } from 'zod';

const aliases: Readonly<Record<string, RunStatus>> = {
  success: 'completed',
  complete: 'completed',
  error: 'failed',
  timeout: 'failed',
};

const words = [...RunStatus.options, ...Object.keys(aliases)].join(', ');

/** A run's status, or one of the words that other systems use for it. */
export const StatusWord = z
  .string()
  .max(20)
  .transform((word) => aliases[word.toLowerCase()] ?? word.toLowerCase())
  .pipe(z.enum(RunStatus.options, `must be one of ${words}`))
  .describe(`One of ${words}.`);
