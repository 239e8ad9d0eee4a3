import type { ServerProcess } from './server-process.ts';

/** What `/metrics` of the server says now, by name; NaN where it says nothing. */
export const readMetrics = async ({ url, token }: ServerProcess): Promise<(name: string) => number> => {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const text = await answer.text();
  return (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
};
