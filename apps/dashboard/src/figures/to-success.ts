/** Completed of those that completed or failed; null when none did, which is not zero. */
export const toSuccess = ({
  completed,
  failed,
}: {
  readonly completed: number;
  readonly failed: number;
}): number | null => (completed + failed === 0 ? null : completed / (completed + failed));
