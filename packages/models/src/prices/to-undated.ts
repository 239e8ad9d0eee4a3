/** A name without the day of its release: `gpt-x-2026-02-17`, `claude-x@20260217` and `claude-x-latest` are one model. */
export const toUndated = (name: string): string => name.replace(/[-@](?:20\d{6}|20\d{2}-\d{2}-\d{2}|latest)$/, '');
