import { sql, type Kysely } from 'kysely';

/** better-auth 1.7.5's tables with its organization plugin, ids as uuid; a test holds them against its schema. */
const statements = [
  `create table auth_user (
    id uuid primary key default gen_random_uuid(), name text not null, email text not null unique,
    "emailVerified" boolean not null, image text,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null default current_timestamp)`,
  `create table auth_session (
    id uuid primary key default gen_random_uuid(), "expiresAt" timestamptz not null, token text not null unique,
    "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null,
    "ipAddress" text, "userAgent" text,
    "userId" uuid not null references auth_user (id) on delete cascade, "activeOrganizationId" text)`,
  `create index "auth_session_userId_idx" on auth_session ("userId")`,
  `create table auth_account (
    id uuid primary key default gen_random_uuid(), "accountId" text not null, "providerId" text not null,
    "userId" uuid not null references auth_user (id) on delete cascade,
    "accessToken" text, "refreshToken" text, "idToken" text,
    "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
    "createdAt" timestamptz not null default current_timestamp, "updatedAt" timestamptz not null)`,
  `create index "auth_account_userId_idx" on auth_account ("userId")`,
  `create table auth_verification (
    id uuid primary key default gen_random_uuid(), identifier text not null, value text not null,
    "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default current_timestamp,
    "updatedAt" timestamptz not null default current_timestamp)`,
  `create index "auth_verification_identifier_idx" on auth_verification (identifier)`,
  `create table auth_organization (
    id uuid primary key default gen_random_uuid(), name text not null, slug text not null unique, logo text,
    "createdAt" timestamptz not null, metadata text)`,
  `create table auth_member (
    id uuid primary key default gen_random_uuid(),
    "organizationId" uuid not null references auth_organization (id) on delete cascade,
    "userId" uuid not null references auth_user (id) on delete cascade,
    role text not null, "createdAt" timestamptz not null)`,
  `create index "auth_member_organizationId_idx" on auth_member ("organizationId")`,
  `create index "auth_member_userId_idx" on auth_member ("userId")`,
  `create table auth_invitation (
    id uuid primary key default gen_random_uuid(),
    "organizationId" uuid not null references auth_organization (id) on delete cascade,
    email text not null, role text, status text not null, "expiresAt" timestamptz not null,
    "createdAt" timestamptz not null default current_timestamp,
    "inviterId" uuid not null references auth_user (id) on delete cascade)`,
  `create index "auth_invitation_organizationId_idx" on auth_invitation ("organizationId")`,
  `create index "auth_invitation_email_idx" on auth_invitation (email)`,
];

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};
