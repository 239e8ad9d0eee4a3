import {
  Agent,
  AgentDetail,
  AgentKind,
  type AgentSpec,
  AgentStatus,
  AgentVersion,
  type AgentVersionDetail,
  ModelChoice,
  isCleanText,
  type Run,
  RunStatus,
} from '@signalbox/contracts';
import { z } from 'zod';

/** The path of one agent. */
export const AgentParams = z.strictObject({
  id: z.string().meta({ description: 'Id or slug of the agent.', examples: ['billing'] }),
});

/** The path of one of its versions. */
export const VersionParams = AgentParams.extend({
  version: z
    .string()
    .min(1)
    .max(200)
    .refine(isCleanText, 'must not hold NUL or broken characters')
    .meta({ description: 'Its number, or what it was reported as.', examples: ['1.0.2'] }),
});

/** An agent as lists show it. */
export const RestAgent = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  type: z.string(),
  project: z.string(),
  capabilities: z.array(z.string()),
  status: AgentStatus,
  faults: z.array(Agent.shape.faults.element).describe('Why its status is `error`; empty otherwise.'),
  kind: AgentKind.describe('external: it runs elsewhere and reports what it did.'),
  is_observed: z.boolean().describe('Only seen in what was reported: nobody registered or adopted it.'),
  version: z.int().describe('Number of the version that new runs use, or that was reported last; 0 without one.'),
  version_label: z.string().describe('What people call that version; empty without one.'),
  tasks_done: z.int().describe('Runs that it has completed.'),
  created_at: z.iso.datetime(),
  last_active_at: z.iso.datetime().nullable(),
  archived_at: z.iso.datetime().nullable().describe('When it was deleted; its runs stay.'),
});

const RestModel = ModelChoice.extend({ parameters: z.record(z.string(), z.unknown()) });

const definition = {
  instructions: z.string(),
  models: z
    .array(z.union([RestModel, z.string()]))
    .describe('Tried in order; empty: the workspace’s default model. Of what runs elsewhere, names.'),
  tools: AgentDetail.shape.tools,
  output: z.object({ name: z.string(), schema: z.record(z.string(), z.unknown()) }).nullable(),
};

/** A run as an agent's history shows it. */
export const RestExecution = z.object({
  id: z.string(),
  status: RunStatus,
  started_at: z.iso.datetime().nullable(),
  finished_at: z.iso.datetime().nullable(),
  duration_ms: z.number().nullable(),
  output: z.string().nullable().describe('The first 300 characters.'),
  error: z.string().nullable(),
});

export const RestAgentDetail = RestAgent.extend({
  ...definition,
  execution_history: z.array(RestExecution).describe('Newest first.'),
  success_rate: z.number().nullable().describe('0 to 1, of the ended runs in the history; null when none has ended.'),
  avg_duration_ms: z.number().nullable().describe('Of the same runs.'),
});

/** A version of an agent as lists show it. */
export const RestVersion = z.object({
  version: z.union([z.int(), z.string()]).describe('Its number; what it was reported as, if it was.'),
  number: z.int().describe('Its place among the agent’s versions, from 1.'),
  cluster: z.string().describe('Where it runs, if it was reported; so is the next.'),
  deployment: z.string(),
  is_observed: z.boolean().describe('Only seen with a run: nobody registered it.'),
  note: z.string(),
  author: z.string().nullable().describe('Who saved it; null for those that came with the installation.'),
  created_at: z.iso.datetime(),
  digest: z.string().describe('SHA-256 of the definition, or of what was reported: equal for equal ones.'),
  models: AgentVersion.shape.models.describe('`provider/model`, in the order they are tried.'),
  tools: AgentVersion.shape.tools,
});

export const RestVersionDetail = RestVersion.extend(definition);

export const toRestAgent = (agent: Agent, tasksDone: number): z.infer<typeof RestAgent> => ({
  id: agent.id,
  slug: agent.slug,
  name: agent.name,
  description: agent.description,
  type: agent.type,
  project: agent.project,
  capabilities: agent.capabilities,
  status: agent.status,
  faults: agent.faults,
  kind: agent.kind,
  is_observed: agent.isObserved,
  version: agent.version,
  version_label: agent.versionLabel,
  tasks_done: tasksDone,
  created_at: agent.createdAt,
  last_active_at: agent.lastActiveAt,
  archived_at: agent.archivedAt,
});

export const toRestExecution = (run: Run): z.infer<typeof RestExecution> => ({
  id: run.id,
  status: run.status,
  started_at: run.startedAt,
  finished_at: run.endedAt,
  duration_ms: run.durationMs,
  output: run.outputPreview,
  error: run.error?.message ?? null,
});

const toRates = (runs: readonly Run[]): { success_rate: number | null; avg_duration_ms: number | null } => {
  const durations = runs.flatMap(({ durationMs }) => durationMs ?? []);
  const { length } = durations;
  if (length === 0) return { success_rate: null, avg_duration_ms: null };
  const sum = durations.reduce((total, durationMs) => total + durationMs, 0);
  const completed = runs.filter(({ status }) => status === 'completed').length;
  return { success_rate: completed / length, avg_duration_ms: sum / length };
};

const toDefinition = ({ spec, models: names }: { readonly spec: AgentSpec | null; readonly models: string[] }) => {
  if (!spec) return { instructions: '', models: names, output: null };
  const { instructions, models, output } = spec;
  return { instructions, models, output };
};

/** An agent with its definition and its newest runs. */
export const toRestAgentDetail = (
  agent: AgentDetail,
  { tasksDone, runs }: { readonly tasksDone: number; readonly runs: readonly Run[] },
): z.infer<typeof RestAgentDetail> => ({
  ...toRestAgent(agent, tasksDone),
  ...toDefinition(agent),
  tools: agent.tools,
  execution_history: runs.map(toRestExecution),
  ...toRates(runs),
});

export const toRestVersion = (version: AgentVersion): z.infer<typeof RestVersion> => ({
  // `v3` is what people call the third
  version: version.label === `v${version.number}` ? version.number : version.label,
  number: version.number,
  cluster: version.cluster,
  deployment: version.deployment,
  is_observed: version.isObserved,
  note: version.note,
  author: version.author?.name ?? null,
  created_at: version.createdAt,
  digest: version.digest,
  models: version.models,
  tools: version.tools,
});

export const toRestVersionDetail = (version: AgentVersionDetail): z.infer<typeof RestVersionDetail> => ({
  ...toRestVersion(version),
  ...toDefinition(version),
});
