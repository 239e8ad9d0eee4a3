import { AgentSpec, CreateAgentInput, type ErrorIssue, isJsonTooDeep, maxJsonDepth, Slug } from '@signalbox/contracts';
import { z } from 'zod';

/** What files of agents are called: `<slug>.agent.json`. */
export const agentFileSuffix = '.agent.json';
/** Where their schema is, beside them. */
export const schemaFileName = 'agent.schema.json';

/** Largest file that is read: far above what an agent takes. */
export const maxFileBytes = 1024 * 1024;

const { name, description, type, project, capabilities, status } = CreateAgentInput.shape;

/** An agent as it is kept in a file: what people set, and nothing that a server adds. */
export const AgentFile = z.strictObject({
  /** For editors. */
  $schema: z.string().optional(),
  /** Of the file. */
  format: z.literal(1, 'must be 1: files of another format are for another version of this program'),
  slug: Slug,
  name,
  description,
  type,
  project,
  capabilities,
  status,
  spec: AgentSpec,
});
export type AgentFile = z.infer<typeof AgentFile>;

/** What a file says about an agent. */
export type FileAgent = Omit<AgentFile, '$schema' | 'format'>;

/** Tools without fixed arguments by their names only, as people write them. */
const toShortTools = (tools: AgentSpec['tools']): z.input<typeof AgentSpec>['tools'] =>
  tools === 'all' ? tools : tools.map((tool) => (Object.keys(tool.fixedArguments).length === 0 ? tool.name : tool));

/** An agent as a file has it: members in the order of the schema, so that equal agents are equal files. */
export const formatAgentFile = (agent: FileAgent): string => {
  const file = AgentFile.parse({ $schema: `./${schemaFileName}`, format: 1, ...agent });
  const spec = { ...file.spec, tools: toShortTools(file.spec.tools) };
  return `${JSON.stringify({ ...file, spec }, null, 2)}\n`;
};

/** JSON Schema of the files, for editors. */
export const formatFileSchema = (): string =>
  `${JSON.stringify(z.toJSONSchema(AgentFile, { io: 'input' }), null, 2)}\n`;

/** The agent in a file's text, or all that is wrong with it. */
export const parseAgentFile = (
  text: string,
): { readonly agent: FileAgent } | { readonly issues: readonly ErrorIssue[] } => {
  const refuse = (message: string) => ({ issues: [{ path: '', message }] });
  if (isJsonTooDeep(text)) return refuse(`is nested deeper than ${maxJsonDepth} levels`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = AgentFile.safeParse(value);
  if (!parsed.success)
    return { issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) };
  const { $schema: _, format: __, ...agent } = parsed.data;
  return { agent };
};
