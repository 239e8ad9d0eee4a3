import { CreatedApiKey, type MemberRole } from '@signalbox/contracts';

import type { ServerProcess } from '../servers/server-process.ts';

/** Who has rights, and where they are taken away. */
export interface Staff {
  readonly server: ServerProcess;
  /** By e-mail. */
  readonly members: ReadonlyMap<string, { readonly id: string; readonly workspaceId: string }>;
  readonly password: string;
  readonly ownerEmail: string;
}

type Headers = Readonly<Record<string, string>>;

/** Rights, and how they are taken away; that answers with the moment from which on they are gone. */
interface Rights {
  readonly headers: Headers;
  readonly withdraw: () => Promise<number>;
}

interface Withdrawal {
  readonly name: string;
  /** Of who has the rights as a member; undefined for keys. */
  readonly role?: MemberRole;
  /** What is left is the right to read: streams stay, and what only administrators may ends. */
  readonly isOnlyLess?: boolean;
  readonly open: (staff: Staff, name: string) => Promise<Rights>;
}

let addresses = 0;

const post = async (
  { server }: Staff,
  path: string,
  { body, headers }: { readonly body: object; readonly headers?: Headers },
): Promise<Response> => {
  const own = { 'content-type': 'application/json', origin: server.url, ...headers };
  const answer = await fetch(`${server.url}/auth/${path}`, {
    method: 'POST',
    headers: own,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`);
  return answer;
};

/** A new session of the member, from an address of its own: sign-ins are counted by address. */
const signIn = async (staff: Staff, email: string): Promise<Headers> => {
  addresses += 1;
  const from = { 'x-forwarded-for': `203.0.${Math.floor(addresses / 250)}.${1 + (addresses % 250)}` };
  const answer = await post(staff, 'sign-in/email', { body: { email, password: staff.password }, headers: from });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { ...from, cookie: cookies.join('; '), origin: staff.server.url };
};

const openKey = async ({ server }: Staff, name: string) => {
  const input = { name, scopes: ['admin'], requestsPerMinute: 100_000 };
  const { id, key } = CreatedApiKey.parse(await server.call('mutation', 'apiKeys.create', input));
  return { id, headers: { authorization: `Bearer ${key}` } };
};

/** Rights of a key, ended by a change to keys. */
const byKey =
  (withdraw: (server: ServerProcess, id: string) => Promise<number>): Withdrawal['open'] =>
  async (staff, name) => {
    const { id, headers } = await openKey(staff, name);
    return { headers, withdraw: () => withdraw(staff.server, id) };
  };

/** Rights of a member, ended by a request of theirs or of the owner. */
const bySession =
  (
    withdraw: (staff: Staff, who: { readonly email: string; readonly headers: Headers }) => Promise<unknown>,
  ): Withdrawal['open'] =>
  async (staff, email) => {
    const headers = await signIn(staff, email);
    return {
      headers,
      withdraw: async () => {
        await withdraw(staff, { email, headers });
        return performance.now();
      },
    };
  };

const change = async (server: ServerProcess, procedure: string, input: object): Promise<number> => {
  await server.call('mutation', procedure, input);
  return performance.now();
};

const memberOf = ({ members }: Staff, email: string) => {
  const member = members.get(email);
  if (!member) throw new Error(`there is no ${email}`);
  return { memberId: member.id, organizationId: member.workspaceId };
};

/** How soon a key expires that is to: a busy machine takes its time to be told. */
const expiryMs = 3000;

/** Every way in which rights end. */
export const withdrawals: readonly Withdrawal[] = [
  { name: 'key-revoked', open: byKey((server, id) => change(server, 'apiKeys.revoke', { id })) },
  {
    name: 'key-expired',
    open: byKey(async (server, id) => {
      const expiresAt = new Date(Date.now() + expiryMs).toISOString();
      return (await change(server, 'apiKeys.update', { id, expiresAt })) + expiryMs;
    }),
  },
  {
    name: 'key-replaced',
    open: byKey((server, id) =>
      change(server, 'apiKeys.create', { name: 'next', scopes: ['admin'], replaces: { id, graceMs: 0 } }),
    ),
  },
  {
    name: 'signed-out',
    role: 'member',
    open: bySession((staff, { headers }) => post(staff, 'sign-out', { body: {}, headers })),
  },
  {
    name: 'session-ended',
    role: 'member',
    open: bySession(async (staff, { email }) => {
      const other = await signIn(staff, email);
      await post(staff, 'revoke-other-sessions', { body: {}, headers: other });
    }),
  },
  {
    name: 'member-removed',
    role: 'admin',
    open: bySession(async (staff, { email }) => {
      const { memberId: memberIdOrEmail, organizationId } = memberOf(staff, email);
      const headers = await signIn(staff, staff.ownerEmail);
      await post(staff, 'organization/remove-member', { body: { memberIdOrEmail, organizationId }, headers });
    }),
  },
  {
    name: 'role-lowered',
    role: 'admin',
    isOnlyLess: true,
    open: bySession(async (staff, { email }) => {
      const body = { ...memberOf(staff, email), role: 'member' };
      await post(staff, 'organization/update-member-role', { body, headers: await signIn(staff, staff.ownerEmail) });
    }),
  },
];
