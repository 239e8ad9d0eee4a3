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
  ingest: {
    label: 'Report',
    short: 'report only',
    allows: 'Report agents that run elsewhere and what they did, and see nothing.',
  },
};

/** Scopes that a key is made for; from `read` on each has what the one before it allows. */
export const offeredScopes = ['ingest', 'read', 'run', 'admin'] as const satisfies readonly ApiKeyScope[];

/** The scope of a key that allows most. */
export const toWidestScope = (scopes: readonly ApiKeyScope[]): ApiKeyScope =>
  offeredScopes.findLast((scope) => scopes.includes(scope)) ?? 'ingest';
