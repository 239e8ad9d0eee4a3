/** What the exit code of a command says, by its name in the code. */
export const exitCodes = {
  ok: { code: 0, means: 'it worked' },
  failed: { code: 1, means: 'it failed; the reason is on stderr' },
  usage: { code: 2, means: 'wrong usage: an unknown command or option, a value that is not allowed' },
  unreachable: { code: 3, means: 'the server or its database does not answer' },
  refused: { code: 4, means: 'not signed in, or without the right to do it' },
  runNotCompleted: { code: 5, means: 'the run that was watched failed or was cancelled' },
  interrupted: { code: 130, means: 'stopped with Ctrl+C' },
} as const satisfies Record<string, { readonly code: number; readonly means: string }>;

export type ExitReason = keyof typeof exitCodes;
