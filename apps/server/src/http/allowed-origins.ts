const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const toHostname = (host: string): string | undefined => {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return undefined;
  }
};

/** Which addresses this server goes by: against pages that point a name of their own at it. */
export interface AllowedOrigins {
  readonly isAllowedHost: (host: string | undefined) => boolean;
  readonly isAllowedOrigin: (origin: string) => boolean;
  readonly isCorsOrigin: (origin: string) => boolean;
}

/** Loopback names on any port, the public address, and the origins that the operator lets in. */
export const createAllowedOrigins = (options: {
  readonly publicUrl: string | undefined;
  readonly corsOrigins: readonly string[];
}): AllowedOrigins => {
  const own = options.publicUrl === undefined ? undefined : new URL(options.publicUrl);
  const cors = new Set(options.corsOrigins);
  const isOwnName = (hostname: string | undefined): boolean =>
    hostname !== undefined && (loopbackNames.has(hostname) || hostname === own?.hostname);
  return {
    isAllowedHost: (host) => host !== undefined && isOwnName(toHostname(host)),
    isAllowedOrigin: (origin) => cors.has(origin) || (URL.canParse(origin) && isOwnName(new URL(origin).hostname)),
    isCorsOrigin: (origin) => cors.has(origin),
  };
};
