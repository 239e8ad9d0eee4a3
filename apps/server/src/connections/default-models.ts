import type { ConnectionKind } from '@signalbox/contracts';

/** What runs at a vendor's own address unless a model is asked for: the newest of middle size. */
export const defaultModels: Readonly<Partial<Record<ConnectionKind, string>>> = {
  anthropic: 'claude-sonnet-5',
  openai: 'gpt-5.6-terra',
  google: 'gemini-3.8-flash',
};

/** Connections that the default is taken from before others. */
const preferredConnections: readonly string[] = ['anthropic', 'openai', 'google'];

/** The smaller, the sooner a connection is meant where none is named. */
export const toPreference = ({ name }: { readonly name: string }): number => {
  const rank = preferredConnections.indexOf(name);
  return rank < 0 ? preferredConnections.length : rank;
};
