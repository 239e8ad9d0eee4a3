import { z } from 'zod';

import { askForTool, type ToolRun } from './ask-for-tool.ts';
import { expandText } from './expand-input.ts';
import type { Stage } from './open-stage.ts';
import type { CorpusCase } from './read-corpus.ts';
import { expectThat, unknownShape, type Verdict } from './verdict.ts';

const Addresses = z.array(z.string());
const Rebind = z.strictObject({ url: z.string(), dns: z.array(z.string()) });
const Redirect = z.strictObject({ redirect: z.array(z.string()) });
const Upstream = z.strictObject({ upstream: z.string() });

const get = (
  stage: Stage,
  key: string,
  { url, headers = {} }: { readonly url: string; readonly headers?: Record<string, string> },
): Promise<ToolRun> => askForTool(stage, { key, tool: 'http_request', arguments: { url, headers } });

const tell = ({ result }: ToolRun): string => `${result.outcome}: ${result.text.slice(0, 200)}`;

/** The same address at the port of a listener, where its own port is one that anybody may have. */
const toListened = (text: string, port: number): string[] => {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return [];
  url.port = String(port);
  return [url.href];
};

/** Asked as it is, and again at a port where somebody counts who comes. */
const playForbidden = async (stage: Stage, id: string, addresses: readonly string[]): Promise<Verdict> => {
  const all = addresses.flatMap((address) => [address, ...toListened(address, stage.world.forbiddenPort)]);
  const runs = await Promise.all(all.map((url, index) => get(stage, `${id} ${index}`, { url })));
  return {
    faults: [
      ...runs.flatMap((run, index) =>
        expectThat(run.result.outcome === 'error', `${all[index]} was asked: ${tell(run)}`),
      ),
      ...stage.world.findForbidden(),
    ],
  };
};

/** The name's first answer is allowed, its second is not: asked twice, it is reached once. */
const playRebind = async (stage: Stage, id: string, address: string): Promise<Verdict> => {
  const url = new URL(address);
  url.port = String(stage.world.web.port);
  const first = await get(stage, `${id} first`, { url: `${url.origin}/echo` });
  const second = await get(stage, `${id} second`, { url: `${url.origin}/echo` });
  return {
    faults: [
      ...expectThat(first.result.outcome === 'ok', `the checked address was not asked: ${tell(first)}`),
      ...expectThat(second.result.outcome === 'error', `the rebound address was asked: ${tell(second)}`),
      ...stage.world.findForbidden(),
    ],
  };
};

const playRedirect = async (stage: Stage, id: string, targets: readonly string[]): Promise<Verdict> => {
  const { web, echoed } = stage.world;
  const faults: string[] = [];
  for (const [index, target] of targets.entries()) {
    const { hostname } = new URL(target);
    const to = `http://${hostname}:${web.port}/echo`;
    const url = `http://good.test:${web.port}/redirect?to=${encodeURIComponent(to)}`;
    const secrets = { authorization: 'Bearer of-good-test', cookie: 'session=1', 'x-api-key': 'k' };
    const run = await get(stage, `${id} ${index}`, { url, headers: secrets });
    const headers = echoed.get(hostname);
    faults.push(
      ...expectThat(headers !== undefined, `the redirect was not followed: ${tell(run)}`),
      ...Object.keys(secrets).flatMap((name) => expectThat(headers?.[name] === undefined, `${name} went along`)),
    );
  }
  return { faults };
};

const playUpstream = async (stage: Stage, id: string, upstream: string): Promise<Verdict> => {
  const origin = `http://good.test:${stage.world.web.port}`;
  if (upstream === 'drip') {
    const run = await get(stage, id, { url: `${origin}/drip` });
    return {
      faults: [
        ...expectThat(run.result.outcome === 'timeout', `no time-out: ${tell(run)}`),
        ...expectThat((run.result.durationMs ?? Infinity) < 35_000, `took ${run.result.durationMs} ms`),
        ...expectThat(stage.world.isDripClosed(), 'the connection was left open'),
      ],
    };
  }
  if (upstream !== 'short body') return unknownShape({ upstream });
  const run = await get(stage, id, { url: `${origin}/short` });
  const isTold = run.result.outcome === 'error' && run.result.text.includes('broke off');
  return { faults: expectThat(isTold, `the cut was not told: ${tell(run)}`) };
};

/** An address, or a server that behaves badly, as a model meets it through the HTTP tool. */
export const playHttpTool = async (stage: Stage, { id, input }: CorpusCase): Promise<Verdict> => {
  const address = expandText(input);
  if (address !== undefined) return playForbidden(stage, id, [address]);
  const addresses = Addresses.safeParse(input);
  if (addresses.success) return playForbidden(stage, id, addresses.data);
  const rebind = Rebind.safeParse(input);
  if (rebind.success) return playRebind(stage, id, rebind.data.url);
  const redirect = Redirect.safeParse(input);
  if (redirect.success) return playRedirect(stage, id, redirect.data.redirect);
  const upstream = Upstream.safeParse(input);
  return upstream.success ? playUpstream(stage, id, upstream.data.upstream) : unknownShape(input);
};
