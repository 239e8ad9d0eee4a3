import type { ErrorIssue } from '@signalbox/contracts';
import { TRPCClientError } from '@trpc/client';

import { isRecord } from './fault.ts';

/** The faults that the server found in what it was sent. */
export const toIssues = (error: unknown): ErrorIssue[] => {
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined;
  const issues = isRecord(data) && Array.isArray(data['issues']) ? data['issues'] : [];
  return issues.flatMap((issue: unknown) => {
    if (!isRecord(issue)) return [];
    const { path, message } = issue;
    return typeof path === 'string' && typeof message === 'string' ? [{ path, message }] : [];
  });
};
