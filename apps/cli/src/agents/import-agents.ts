import { isSignalboxError, type SignalboxClient, type SignalboxOutputs } from '@signalbox/client';

import { untilAllowed } from '../until-allowed.ts';
import { agentFileSuffix, type FileAgent } from './agent-file.ts';
import { type Change, listChanges } from './list-changes.ts';
import { type FileIssue, formatFileIssue, type ReadAgent } from './read-agent-files.ts';
import { toFileAgent } from './to-file-agent.ts';

type Found = SignalboxOutputs['agents']['get'];

/** What becomes of an agent when its file is applied. */
export interface ImportStep extends ReadAgent {
  /** `archived`: it is put away on the server, and left as it is. */
  readonly state: 'new' | 'changed' | 'unchanged' | 'archived';
  readonly changes: readonly Change[];
  /** The newest version that the file was compared with; 0 for a new agent. */
  readonly baseVersion: number;
}

/** How applying a file ended. */
export interface ImportResult {
  readonly file: string;
  readonly slug: string;
  readonly state: ImportStep['state'];
  readonly changes: readonly Change[];
  /** Number of the version that has what the file says; null when nothing was applied. */
  readonly version: number | null;
  /** Why it was not applied, line by line; empty when it was. */
  readonly faults: readonly string[];
}

export interface ImportOptions {
  /** New runs use what the files say from now on; a version beside the one they use otherwise. */
  readonly isPublished: boolean;
  /** Of the versions; the file's name when it is empty. */
  readonly note: string;
}

const find = async (client: SignalboxClient, agent: string): Promise<Found | undefined> => {
  try {
    return await untilAllowed(() => client.agents.get.query({ agent }));
  } catch (error) {
    if (isSignalboxError(error, 'agent.not-found')) return undefined;
    throw error;
  }
};

/** What the file is to be compared with: what new runs use, or the newest version when that is not to change. */
const toCurrent = async (client: SignalboxClient, found: Found, isPublished: boolean): Promise<FileAgent> => {
  const { slug: agent, version, latestVersion } = found;
  if (isPublished || version === latestVersion) return toFileAgent(found);
  const { spec } = await untilAllowed(() => client.agents.getVersion.query({ agent, version: latestVersion }));
  return toFileAgent({ ...found, spec });
};

/** Compares an agent's file with the server. Changes nothing. */
export const planImport = async (
  client: SignalboxClient,
  { file, agent }: ReadAgent,
  { isPublished }: Pick<ImportOptions, 'isPublished'>,
): Promise<ImportStep> => {
  const found = await find(client, agent.slug);
  if (!found) return { file, agent, state: 'new', changes: [], baseVersion: 0 };
  const { latestVersion: baseVersion } = found;
  if (found.archivedAt !== null) return { file, agent, state: 'archived', changes: [], baseVersion };
  const changes = listChanges(await toCurrent(client, found, isPublished), agent);
  return { file, agent, state: changes.length > 0 ? 'changed' : 'unchanged', changes, baseVersion };
};

const isOfSpec = ({ path }: Change): boolean => path === 'spec' || path.startsWith('spec.');

const change = async (client: SignalboxClient, step: ImportStep, options: ImportOptions): Promise<number> => {
  const { agent, changes, baseVersion } = step;
  const { spec, slug, ...labels } = agent;
  let version = baseVersion;
  if (changes.some(isOfSpec)) {
    const input = { agent: slug, spec, baseVersion, ...options };
    version = (await untilAllowed(() => client.agents.createVersion.mutate(input))).number;
  }
  if (changes.some((each) => !isOfSpec(each)))
    await untilAllowed(() => client.agents.update.mutate({ agent: slug, ...labels }));
  return version;
};

const toFaults = (error: unknown, file: string): string[] => {
  if (!isSignalboxError(error) || error.httpStatus === null || error.httpStatus >= 500) throw error;
  const issues: readonly FileIssue[] = error.issues.map((issue) => ({ ...issue, file }));
  return issues.length > 0
    ? issues.map(formatFileIssue)
    : [formatFileIssue({ file, path: '', message: `${error.message} (${error.code})` })];
};

/** The file as it was found, with nothing applied. */
export const toUnapplied = ({ file, agent, state, changes }: ImportStep): ImportResult => {
  const faults = state === 'archived' ? [`${file}: ${agent.slug} is archived. Restore it first.`] : [];
  return { file, slug: agent.slug, state, changes, version: null, faults };
};

/** Applies one file. What the server refuses of it is in the answer; other failures are thrown. */
export const applyImport = async (
  client: SignalboxClient,
  step: ImportStep,
  { isPublished, note: given }: ImportOptions,
): Promise<ImportResult> => {
  const { file, agent, state } = step;
  const note = given || `From ${agent.slug}${agentFileSuffix}`;
  try {
    if (state === 'new') {
      const { version } = await untilAllowed(() => client.agents.create.mutate({ ...agent, note }));
      return { ...toUnapplied(step), version };
    }
    return { ...toUnapplied(step), version: await change(client, step, { isPublished, note }) };
  } catch (error) {
    return { ...toUnapplied(step), faults: toFaults(error, file) };
  }
};
