import type { AppRouter } from '@signalbox/api';
import type { AgentSpec, AgentVersionDetail } from '@signalbox/contracts';
import type { inferRouterOutputs } from '@trpc/server';

type Answers = inferRouterOutputs<AppRouter>['agents'];

/** An agent as lists have it. */
export type AgentAnswer = Answers['list']['items'][number];
/** An agent with the definition that new runs use, if it runs here. */
export type AgentDetailAnswer = Answers['get'];
/** A version with what its runs of the last 30 days come to. */
export type VersionAnswer = Answers['listVersions']['items'][number];

/** An agent that runs here. */
export type HostedAgent = AgentDetailAnswer & { readonly spec: AgentSpec };
/** A version of an agent that runs here. */
export type HostedVersion = AgentVersionDetail & { readonly spec: AgentSpec };
