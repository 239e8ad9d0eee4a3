import type { ApiKeyScope } from '@signalbox/contracts';

interface ScopeWords {
  readonly label: string;
  /** What a key with it may do, for a column. */
  readonly short: string;
  /** The same in a sentence. */
  readonly allows: string;
}

/** What a scope is called and allows. */
export const scopeWords: Record<ApiKeyScope, ScopeWords> = {
  read: { label: 'Read', short: 'see only', allows: 'See agents, runs, tools and models.' },
  run: {
    label: 'Run',
    short: 'see, run, decide',
    allows: 'See them, start, stop and repeat runs, and decide what waits.',
  },
  admin: { label: 'Admin', short: 'everything', allows: 'Everything, agents, keys and settings included.' },
  ingest: { label: 'Ingest', short: 'nothing of its own', allows: 'Nothing of its own.' },
};

/** Scopes that a key is made for here, each with what the one before it allows. */
export const offeredScopes = ['read', 'run', 'admin'] as const satisfies readonly ApiKeyScope[];

/** The scope that says all that a key may do: each includes those before it. */
export const toWidestScope = (scopes: readonly ApiKeyScope[]): ApiKeyScope =>
  offeredScopes.findLast((scope) => scopes.includes(scope)) ?? 'ingest';
