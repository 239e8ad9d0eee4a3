import { z } from 'zod';

/** What a principal may do, as `<resource>:<verb>`. Every procedure names exactly one. */
export const Permission = z.enum([
  'agents:read',
  'agents:update',
  'api-keys:manage',
  'models:read',
  'models:update',
  'runs:read',
  'runs:start',
  'runs:control',
  'runs:delete',
  'runs:report',
  'snapshots:create',
  'system:read',
  'tools:read',
  'tools:update',
  'workspace:read',
  'workspace:update',
]);
export type Permission = z.infer<typeof Permission>;

/** What an API key may be made for. `run` includes `read`; `admin` includes everything in the workspace. */
export const ApiKeyScope = z.enum(['ingest', 'read', 'run', 'admin']);
export type ApiKeyScope = z.infer<typeof ApiKeyScope>;

/** The roles of a workspace's members. */
export const MemberRole = z.enum(['owner', 'admin', 'member']);
export type MemberRole = z.infer<typeof MemberRole>;

const read: readonly Permission[] = ['agents:read', 'models:read', 'runs:read', 'tools:read', 'workspace:read'];
/** What agents that run elsewhere need: to say what they are and did. */
const ingest: readonly Permission[] = ['runs:report'];
const run: readonly Permission[] = [...read, 'runs:start', 'runs:control'];

/** People build agents; a key that only runs them does not change them. */
const build: readonly Permission[] = [...run, ...ingest, 'agents:update'];
/** All but what concerns every workspace: that is for the command line on the server's machine. */
const admin: readonly Permission[] = Permission.options.filter((permission) => permission !== 'snapshots:create');

const permissionsOfScope: Record<ApiKeyScope, readonly Permission[]> = {
  ingest,
  read,
  run,
  admin,
};

const permissionsOfRole: Record<MemberRole, readonly Permission[]> = {
  owner: admin,
  admin,
  member: build,
};

/** All that a key with these scopes may do. */
export const toScopePermissions = (scopes: readonly ApiKeyScope[]): ReadonlySet<Permission> =>
  new Set(scopes.flatMap((scope) => permissionsOfScope[scope]));

/** All that a member with this role may do. */
export const toRolePermissions = (role: MemberRole): ReadonlySet<Permission> => new Set(permissionsOfRole[role]);
