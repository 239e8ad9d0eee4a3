/** Requests a minute and caller, or rows, unless a key has a limit of its own: of gets and lists, of changes, of starts of runs. */
export const defaultRequestsPerMinute = {
  read: 600,
  change: 120,
  start: 30,
  // the REST routes of agents, beside the procedures that they call
  'agents-read': 100,
  'agents-create': 60,
  // what agents that run elsewhere report: batches of runs, and entries of their activity
  report: 300,
  'report-rows': 30_000,
  activity: 1000,
} as const;
