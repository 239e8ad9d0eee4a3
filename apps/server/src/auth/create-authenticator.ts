import { createHash, timingSafeEqual } from 'node:crypto';

import { type ApiKeyVerifier, isSocketRequest, type Principal } from '@signalbox/api';
import { AppError, Permission, toRolePermissions } from '@signalbox/contracts';
import type { Database } from '@signalbox/database';
import type { FastifyRequest } from 'fastify';

import type { AllowedOrigins } from '../http/allowed-origins.ts';
import { isLoopback } from '../is-loopback.ts';
import type { Auth } from './create-auth.ts';
import { createMemberFinder } from './create-member-finder.ts';

/** Finds out who sends a request; null when nobody known does. */
export type Authenticate = (request: FastifyRequest) => Promise<Principal | null>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What stands before a key among the protocols of a WebSocket: a browser can send no other header. */
const keyProtocol = 'signalbox-key.';

const readToken = (request: FastifyRequest): string | undefined => {
  const { headers } = request;
  const [scheme, token] = headers.authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() === 'bearer' && token !== undefined) return token;
  const key = headers['x-api-key'];
  if (typeof key === 'string') return key;
  const protocols = isSocketRequest(request) ? (headers['sec-websocket-protocol'] ?? '').split(',') : [];
  return protocols
    .map((protocol) => protocol.trim())
    .find((protocol) => protocol.startsWith(keyProtocol))
    ?.slice(keyProtocol.length);
};

/**
 * The one authentication of tRPC, REST and WebSockets: an API key, the token of this machine's command line (from loopback
 * only), or a session's cookie. A cookie counts for changes and WebSockets only from pages of allowed origins.
 */
export const createAuthenticator = (options: {
  readonly database: Database;
  readonly loadAuth: () => Promise<Auth>;
  readonly verifyApiKey: ApiKeyVerifier['verify'];
  readonly cliToken: string;
  readonly workspaceId: string;
  readonly isAllowedOrigin: AllowedOrigins['isAllowedOrigin'];
}): Authenticate => {
  const { database, loadAuth, verifyApiKey, workspaceId, isAllowedOrigin } = options;
  const cliToken = digest(options.cliToken);
  const local: Principal = {
    actor: { kind: 'local', id: 'cli', name: 'Command line' },
    workspaceId,
    permissions: new Set(Permission.options),
    requestsPerMinute: Infinity,
  };

  const findMember = createMemberFinder(database, loadAuth);

  const fromSession = async (request: FastifyRequest): Promise<Principal | null> => {
    const member = await findMember(request);
    if (!member) return null;
    const { origin, host } = request.headers;
    const isRead = (request.method === 'GET' || request.method === 'HEAD') && !isSocketRequest(request);
    if (!isRead && (origin === undefined || !isAllowedOrigin(origin, host))) {
      throw new AppError(
        'request.origin-refused',
        'Changes with a cookie are accepted from this server’s own pages only.',
      );
    }
    return {
      actor: { kind: 'user', id: member.id, name: member.name },
      workspaceId: member.workspaceId,
      permissions: toRolePermissions(member.role),
      requestsPerMinute: null,
    };
  };

  return async (request) => {
    const token = readToken(request);
    if (token === undefined) return fromSession(request);
    if (isLoopback(request.ip) && timingSafeEqual(digest(token), cliToken)) return local;
    return verifyApiKey(token);
  };
};
