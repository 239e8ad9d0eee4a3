import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction, Socket } from 'node:net';
import { callbackify } from 'node:util';

import type { buildConnector } from 'undici';

import type { AddressRules } from './create-address-rules.ts';
import { UnreachableError } from './guarded-fetch-error.ts';
import type { Target } from './parse-allow-entry.ts';

/** All addresses of a name, in the order to try them. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The system's resolver, which knows its hosts file too. */
export const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true, order: 'verbatim' });

interface ConnectorOptions {
  readonly rules: AddressRules;
  readonly resolve: Resolve;
  readonly connectMs: number;
  readonly build: typeof buildConnector;
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Looks up and checks in one step, so that a connection goes to no address but those that were checked. */
const createLookup = ({ rules, resolve }: ConnectorOptions, target: Target): LookupFunction =>
  callbackify(async (hostname: string, _options: LookupOptions): Promise<LookupAddress[]> => {
    const addresses = (await resolve(hostname)).map(({ address, family }) => ({ address, family }));
    // one forbidden address among good ones is no accident: all are refused
    for (const { address } of addresses) rules.checkAddress(target, address);
    if (addresses.length === 0) throw new UnreachableError(`${hostname} has no address.`);
    return addresses;
  });

/** Throws `BlockedAddressError` when the other end of the connection is not what the rules let the target be. */
export const checkPeer = (rules: AddressRules, target: Target, socket: Socket): void =>
  rules.checkAddress(target, socket.remoteAddress ?? '');

/** Opens connections for the guarded fetch: what is resolved is checked before, who answers is checked after. */
export const createConnector =
  (options: ConnectorOptions): buildConnector.connector =>
  (request, callback) => {
    const { rules, build, connectMs } = options;
    try {
      const host = request.hostname.includes(':') ? `[${request.hostname}]` : request.hostname;
      const target = rules.checkUrl(new URL(`${request.protocol}//${host}:${request.port}`));
      const connect = build({
        timeout: connectMs,
        allowH2: false,
        autoSelectFamily: true,
        lookup: createLookup(options, target),
      });
      connect(request, (...[error, socket]) => {
        if (error) return callback(error, null);
        try {
          checkPeer(rules, target, socket);
          callback(null, socket);
        } catch (cause) {
          socket.destroy();
          callback(toError(cause), null);
        }
      });
    } catch (error) {
      callback(toError(error), null);
    }
  };
