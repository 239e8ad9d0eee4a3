import type { ApiKeyScope, ConnectionKind } from '@signalbox/contracts';
import type { Generated, GeneratedAlways } from 'kysely';

import type { NullableTimestamp, Timestamp } from './timestamp.ts';

/** Settings of a known tool; a tool without a row is enabled as it comes. */
export interface ToolsTable {
  workspaceId: string;
  name: string;
  enabled: boolean;
  description: string | null;
  updatedAt: Timestamp;
}

/** How a workspace reaches models. */
export interface ConnectionsTable {
  workspaceId: string;
  /** Stands before the slash of `provider/model`. */
  name: string;
  kind: ConnectionKind;
  baseUrl: string | null;
  /** Sealed for this workspace and this name; null without a key. */
  sealedKey: string | null;
  keyHint: string | null;
  /** JSON of an Actor. */
  updatedBy: string;
  updatedAt: Timestamp;
}

/** What a workspace set for models: rows are added and never changed. */
export interface ModelPricesTable {
  id: string;
  workspaceId: string;
  /** In the order of insertion: of the rows for a day the last one holds. */
  seq: GeneratedAlways<number>;
  provider: string;
  model: string;
  /** A day, in UTC. */
  validFrom: string;
  /** JSON of PriceRates; null for the shipped price. */
  rates: string | null;
  /** JSON of an Actor. */
  createdBy: string;
  createdAt: Timestamp;
}

export interface ApiKeysTable {
  id: string;
  workspaceId: string;
  name: string;
  prefix: string;
  /** SHA-256 of the key, base64url: keys are 32 random bytes, so a plain hash can't be guessed. */
  hash: string;
  scopes: ApiKeyScope[];
  requestsPerMinute: number | null;
  createdAt: Timestamp;
  expiresAt: NullableTimestamp;
  revokedAt: NullableTimestamp;
  lastUsedAt: NullableTimestamp;
}

export interface AuditLogTable {
  id: string;
  workspaceId: string;
  at: Timestamp;
  /** JSON of an Actor. */
  actor: string;
  /** The procedure, such as `tools.update`. */
  action: string;
  target: string;
  details: string;
}

/** A workspace without a row has the defaults. */
export interface WorkspaceSettingsTable {
  workspaceId: string;
  timeZone: string;
  staleAfterMinutes: number;
  keepRunsDays: number | null;
  keepStepsDays: number | null;
  keepActivityDays: number | null;
  /** The last run whose steps went by their age. */
  stepsDeletedTo: Generated<string | null>;
  updatedAt: Timestamp;
}
