import { Agent, AgentDetail, AgentVersion, RunTotals, VersionTotals } from '@signalbox/contracts';

/** Of the agent's runs that began in the last 24 hours. */
const last24h = RunTotals;

/** An agent with what its newest runs come to. */
export const AgentAnswer = Agent.extend({ last24h });
/** The same with its definition. */
export const AgentDetailAnswer = AgentDetail.extend({ last24h });
/** A version with what its runs of the last 30 days come to. */
export const VersionAnswer = AgentVersion.extend({ last30d: VersionTotals });
