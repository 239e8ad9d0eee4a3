import ipaddr from 'ipaddr.js';

import { parseAddress } from './is-public-address.ts';

/** What a request wants to reach, from the parsed address. */
export interface Target {
  /** `http:` or `https:`. */
  readonly protocol: string;
  /** Lower case, without brackets and without a dot at its end. */
  readonly hostname: string;
  readonly port: number;
}

/** One allowed thing: a range of addresses, or a host by name, at one port and protocol or at all. */
export interface AllowEntry {
  readonly range: readonly [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined;
  readonly hostname: string;
  readonly port: number | undefined;
  readonly protocol: string | undefined;
}

const withoutBrackets = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** What a parsed address wants to reach. */
export const toTarget = (url: URL): Target => ({
  protocol: url.protocol,
  hostname: withoutBrackets(url.hostname).replace(/\.$/, ''),
  port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port),
});

const parseUrl = (text: string): Target | undefined => {
  const url = URL.parse(text);
  const isPlain =
    url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' && url.href === `${url.origin}/`;
  return isPlain ? toTarget(url) : undefined;
};

const toEntry = (change: Partial<AllowEntry>): AllowEntry => ({
  range: undefined,
  hostname: '',
  port: undefined,
  protocol: undefined,
  ...change,
});

/**
 * An entry of an allow list: `10.0.0.0/8`, `192.168.1.5`, `printer.example`, `printer.example:8080` or
 * `http://127.0.0.1:11434`. Undefined when the text is none of these.
 */
export const parseAllowEntry = (text: string): AllowEntry | undefined => {
  if (ipaddr.isValidCIDR(text)) return toEntry({ range: ipaddr.parseCIDR(text) });
  const address = parseAddress(text);
  if (address) return toEntry({ range: [address, address.kind() === 'ipv4' ? 32 : 128] });
  if (text.includes('://')) {
    const target = parseUrl(text);
    return target && toEntry(target);
  }
  const [, port] = /:(\d+)$/.exec(text) ?? [];
  // https, since a port that is its own default would be dropped from what is parsed
  const target = /[\s/?#@]/.test(text) ? undefined : parseUrl(`https://${text}`);
  return target && toEntry({ hostname: target.hostname, port: port === undefined ? undefined : Number(port) });
};
