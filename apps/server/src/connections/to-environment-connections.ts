import type { ConnectionKind } from '@signalbox/contracts';

/** A connection that whoever runs the server made for every workspace. */
export interface EnvironmentConnection {
  readonly name: string;
  readonly kind: ConnectionKind;
  /** Null: the vendor's own. */
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
  /** What it runs unless another model is asked for; null when nobody said. */
  readonly model: string | null;
}

type Setting =
  | `${'ANTHROPIC' | 'OPENAI' | 'GEMINI' | 'GOOGLE'}_${'API_KEY' | 'BASE_URL'}`
  | 'API_BASE_URL'
  | 'API_KEY'
  | 'MODEL';

const vendors = [
  ['anthropic', ['ANTHROPIC']],
  ['openai', ['OPENAI']],
  ['google', ['GEMINI', 'GOOGLE']],
] as const;

/** A vendor is connected by its key; any other server by its address. */
export const toEnvironmentConnections = (settings: {
  readonly [name in Setting]?: string | undefined;
}): readonly EnvironmentConnection[] => {
  const connections = vendors.flatMap(([name, prefixes]): EnvironmentConnection[] => {
    const apiKey = prefixes.map((prefix) => settings[`${prefix}_API_KEY`]).find((key) => key !== undefined);
    const baseUrl = prefixes.map((prefix) => settings[`${prefix}_BASE_URL`]).find((url) => url !== undefined) ?? null;
    return apiKey === undefined ? [] : [{ name, kind: name, baseUrl, apiKey, model: null }];
  });
  const { API_BASE_URL: baseUrl, API_KEY: apiKey = null, MODEL: model = null } = settings;
  const kind = 'openai-compatible';
  return baseUrl === undefined ? connections : [...connections, { name: kind, kind, baseUrl, apiKey, model }];
};
