/** Requests a minute and caller, unless a key has a limit of its own: of gets and lists, of changes, of starts of runs. */
export const defaultRequestsPerMinute = { read: 600, change: 120, start: 30 } as const;
