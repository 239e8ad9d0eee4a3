const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const parseUrl = (text: string): URL | undefined => URL.parse(text) ?? undefined;

const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

/** Which addresses this server goes by: against pages that point a name of their own at it. */
export interface AllowedOrigins {
  /** Whether a Host header that arrived at this port is one of the server's. */
  readonly isAllowedHost: (host: string | undefined, port: number | undefined) => boolean;
  /** Whether a page of this origin may change things with a cookie, in a request with this Host header. */
  readonly isAllowedOrigin: (origin: string, host: string | undefined) => boolean;
  readonly isCorsOrigin: (origin: string) => boolean;
}

/**
 * Hosts: loopback names with the port that is listened at, or with that of the public address if it is one of them;
 * and the public address's name. Origins: the request's own host, the public address, and those that the operator lets
 * in. Another port of a loopback name is another program, and gets the same cookies.
 */
export const createAllowedOrigins = (options: {
  readonly publicUrl: string | undefined;
  readonly corsOrigins: readonly string[];
}): AllowedOrigins => {
  const own = options.publicUrl === undefined ? undefined : new URL(options.publicUrl);
  const cors = new Set(options.corsOrigins);
  const isLoopbackHost = (url: URL, port: number | undefined): boolean => {
    if (!loopbackNames.has(url.hostname)) return false;
    return portOf(url) === port || (own !== undefined && portOf(url) === portOf(own));
  };
  return {
    isAllowedHost: (host, port) => {
      const url = host === undefined ? undefined : parseUrl(`http://${host}`);
      return url !== undefined && (url.hostname === own?.hostname || isLoopbackHost(url, port));
    },
    isAllowedOrigin: (origin, host) => {
      const url = parseUrl(origin);
      if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return false;
      return (
        cors.has(origin) || origin === own?.origin || url.host === parseUrl(`${url.protocol}//${host ?? ''}`)?.host
      );
    },
    isCorsOrigin: (origin) => cors.has(origin),
  };
};
