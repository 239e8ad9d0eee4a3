import type { Actor, BrokenTool, Permission, ToolDetail } from '@signalbox/contracts';
import type { Database } from '@signalbox/database';
import type { EventBus } from '@signalbox/events';

import type { RateLimits } from './rate-limits.ts';

/** Who calls, in which workspace, with which rights. */
export interface Principal {
  readonly actor: Actor;
  readonly workspaceId: string;
  readonly permissions: ReadonlySet<Permission>;
  /** In place of the default limits; null for those. The CLI on the server's machine has no limit: Infinity. */
  readonly requestsPerMinute: number | null;
}

/** The tools of this installation as their files define them, whatever a workspace set. */
export interface ToolCatalog {
  readonly tools: ReadonlyMap<string, Omit<ToolDetail, 'enabled'>>;
  readonly broken: readonly BrokenTool[];
}

/** What the model providers of this process can do. */
export interface ModelCatalog {
  hasProvider(id: string): boolean;
  defaultModel(): { readonly provider: string; readonly model: string };
}

/** Everything the procedures work with; made once by the server. */
export interface ApiServices {
  readonly database: Database;
  readonly events: EventBus;
  readonly tools: ToolCatalog;
  readonly models: ModelCatalog;
  readonly rateLimits: RateLimits;
  /** Aborts when the server stops: open streams end with it. */
  readonly stopping: AbortSignal;
  /** Logs an error that the caller is not told, under the request's id. */
  readonly logError: (message: string, details: { readonly requestId: string; readonly cause: unknown }) => void;
}

/** What one request brings. */
export interface RequestContext {
  readonly services: ApiServices;
  readonly principal: Principal | null;
  readonly requestId: string;
}
