import type {
  ActivityPlace,
  Actor,
  AgentFault,
  BrokenTool,
  CallCost,
  Connection,
  ConnectionOffer,
  JsonObject,
  Model,
  ModelUsage,
  Permission,
  ShippedPrice,
  SystemDisk,
  SystemPlace,
  SystemProcess,
  TestConnectionInput,
  TestedConnection,
  TestedTool,
  TestToolInput,
  ToolDetail,
} from '@signalbox/contracts';
import type { Database, ReportWriter } from '@signalbox/database';
import type { EventBus } from '@signalbox/events';
import type { z } from 'zod';

import type { ActivityFeed } from './live/activity-feed.ts';
import type { LiveHub } from './live/live-hub.ts';
import type { LiveTextHub } from './live/live-text-hub.ts';
import type { OpenStreams } from './live/open-streams.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ReportRoom } from './report/report-room.ts';
import type { RunQueue } from './runs/run-queue.ts';
import type { WorkGate } from './work-gate.ts';

/** Who calls, in which workspace, with which rights. */
export interface Principal {
  readonly actor: Actor;
  readonly workspaceId: string;
  readonly permissions: ReadonlySet<Permission>;
  /** In place of the default limits; null for those. The CLI on the server's machine has no limit: Infinity. */
  readonly requestsPerMinute: number | null;
}

/** A tool as its file defines it, whatever a workspace set. */
export type CatalogTool = Omit<ToolDetail, 'enabled' | 'usage'>;

/** The tools of this installation as their files define them. */
export interface ToolCatalog {
  readonly tools: ReadonlyMap<string, CatalogTool>;
  readonly broken: readonly BrokenTool[];
  /**
   * Checks the arguments of a call outside any run; what it gives executes the call, with the tool's timeout, and
   * answers failures as outcomes. Throws `tool.not-found`, and `request.invalid` with issues under `arguments`.
   */
  prepareTest(call: TestToolInput & { readonly workspaceId: string }): (signal: AbortSignal) => Promise<TestedTool>;
}

/** What tokens of a model cost that was called elsewhere, by its name there; null without a price. */
export type PriceUsage = (model: string, usage: ModelUsage, at: Date) => CallCost | null;

/** A model call that was made here. */
export interface PastCall {
  readonly provider: string;
  /** As it was asked for. */
  readonly model: string;
  readonly answeredBy: string;
  readonly usage: ModelUsage;
  /** When it began. */
  readonly at: Date;
}

/** What a call costs that was made here; null without a price, undefined when its provider is not there any more. */
export type PriceCall = (call: PastCall) => CallCost | null | undefined;

/** The models that a workspace can call. */
export interface ModelCatalog {
  hasProvider(workspaceId: string, id: string): Promise<boolean>;
  /** What a provider is called and takes beside the conversation; undefined when the workspace has no such provider. */
  findParameters(
    workspaceId: string,
    provider: string,
  ): Promise<{ readonly title: string; readonly schema: z.ZodType<JsonObject> } | undefined>;
  defaultModel(workspaceId: string): Promise<{ readonly provider: string; readonly model: string }>;
  /** Every model that can be called now, the default first. Asks vendors, at most about every ten minutes each. */
  list(workspaceId: string): Promise<readonly Model[]>;
  /** Why a run on this model would fail as far as this process knows, without asking its server; null when it knows of nothing. */
  findFault(workspaceId: string, provider: string, model: string): Promise<AgentFault | null>;
  /** Whether the cost of its calls can be told. A free model has a price: none. */
  hasPrice(workspaceId: string, provider: string, model: string): Promise<boolean>;
  /** The prices of models as reports name them. */
  readPrices(workspaceId: string): Promise<PriceUsage>;
  /** The prices of calls that runs here made. */
  readCallPrices(workspaceId: string): Promise<PriceCall>;
  /** What a model costs today but for the workspace's own prices; null without a price. Throws `connection.not-found`. */
  findShippedPrice(workspaceId: string, provider: string, model: string): Promise<ShippedPrice | null>;
}

/** How workspaces reach models: what they keep of it, and what the environment gives all of them. */
export interface ConnectionShelf {
  /** By name; a workspace's own in place of the environment's. */
  list(workspaceId: string): Promise<readonly Connection[]>;
  /** Servers of models on this machine that the workspace has not connected. */
  listOffers(workspaceId: string): Promise<readonly ConnectionOffer[]>;
  /** A key as it is kept: readable by this server only, for this workspace and name. */
  sealKey(
    place: { readonly workspaceId: string; readonly name: string },
    apiKey: string,
  ): { readonly sealedKey: string; readonly keyHint: string | null };
  /** Asks the server for its models; failures are answers. Throws `connection.not-found`. */
  test(
    workspaceId: string,
    subject: TestConnectionInput,
    options: { readonly signal: AbortSignal },
  ): Promise<TestedConnection>;
  /** What is kept, prices included, has changed: this process goes by it at once, others within a second. */
  forget(workspaceId: string): void;
}

/** The process that answers and the disk that its data is on. */
export interface Machine {
  read(): Promise<Omit<SystemProcess, 'openStreams'> & { readonly disk: SystemDisk }>;
}

/** Where activity is brought to when it is in the database. */
export interface ActivityPlaces {
  /** Those that the operator has connected, whether they answer or not. */
  readonly connected: readonly ActivityPlace[];
  /** Has the places take what waits for them; resolves when each has this entry, can't take it now, or is too slow. */
  deliver(activityId: string, options: { readonly patienceMs: number }): Promise<void>;
  /**
   * Ids of the entries, of any workspace, that the memory store finds for these words; undefined when none is connected
   * or it does not answer at once.
   */
  search(words: string): Promise<readonly string[] | undefined>;
  /** How each of the connected ones is. */
  listStates(): readonly Omit<SystemPlace, 'waiting'>[];
}

/** Everything the procedures work with; made once by the server. */
export interface ApiServices {
  /** Of this program. */
  readonly version: string;
  readonly database: Database;
  readonly events: EventBus;
  readonly liveText: LiveTextHub;
  readonly hub: LiveHub;
  readonly activityFeed: ActivityFeed;
  readonly tools: ToolCatalog;
  readonly models: ModelCatalog;
  readonly connections: ConnectionShelf;
  readonly rateLimits: RateLimits;
  readonly workGate: WorkGate;
  readonly runQueue: RunQueue;
  readonly activityPlaces: ActivityPlaces;
  readonly reports: ReportWriter;
  readonly reportRoom: ReportRoom;
  readonly machine: Machine;
  readonly openStreams: OpenStreams;
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
  /** Network address of who sent it. */
  readonly address?: string | undefined;
  /** Who it is that sent the request, as of now; null when nobody known any more. For streams that stay open. */
  readonly reauthenticate?: (() => Promise<Principal | null>) | undefined;
  /** The key or cookie that the request came with: who has the same is asked about once. */
  readonly credential?: string | undefined;
}
