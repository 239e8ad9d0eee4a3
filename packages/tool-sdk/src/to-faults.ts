import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const toText = (issue: Issue): string =>
  issue.code === 'invalid_union' && issue.errors.length > 0
    ? `fits no form (${issue.errors.map((issues) => toFaults(issues)).join(' / ')})`
    : issue.message;

/** Everything that is wrong, in one paragraph, each fault with the path of its value. */
export const toFaults = (issues: readonly Issue[]): string =>
  issues
    .map((issue) => (issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ${toText(issue)}` : toText(issue)))
    .join('; ');
