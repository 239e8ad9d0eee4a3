import type { AgentDetail, AgentSpec, ConversationDetail, Model, Tool } from '@signalbox/contracts';

import { listOpenRuns, type OpenRun } from '../../../chat/list-open-runs.ts';
import { type AgentSetup, toAgentSetup } from '../../../chat/to-agent-setup.ts';
import { type BranchStep, toBranch } from '../../../chat/to-branch.ts';
import { toClosed } from '../../../chat/to-closed.ts';
import type { RunProgress } from '../../../chat/to-progress.ts';
import { toWait } from '../../../chat/to-wait.ts';
import { bareModelAgent, type Column } from './parse-columns.ts';

interface ColumnSources {
  readonly agent: AgentDetail | undefined;
  /** The definition of the column's version; undefined until it is known, and of agents that run elsewhere. */
  readonly spec: AgentSpec | undefined;
  readonly conversation: ConversationDetail | undefined;
  readonly models: readonly Model[] | undefined;
  readonly tools: readonly Tool[] | undefined;
  readonly progressOf: ReadonlyMap<string, RunProgress>;
  /** Why one of them is not there. */
  readonly error: unknown;
}

/** A column as it stands: whom it asks and with what, and how far its conversation is. */
export interface ColumnState {
  readonly key: number;
  readonly column: Column;
  readonly title: string;
  /** It is a model as it is, and no agent of somebody's. */
  readonly isBareModel: boolean;
  readonly agent: AgentDetail | undefined;
  readonly spec: AgentSpec | undefined;
  readonly setup: AgentSetup | null;
  readonly conversation: ConversationDetail | undefined;
  readonly branch: readonly BranchStep<ConversationDetail['runs'][number]>[];
  /** Runs that have not ended, oldest first. */
  readonly open: readonly OpenRun[];
  readonly error: unknown;
  /** Why nobody can ask it at all; null when it can be asked. */
  readonly closed: string | null;
  /** Why it takes no message now; null when it does. */
  readonly wait: string | null;
}

const toTitle = ({ agent: slug, version, model }: Column, { agent, models }: ColumnSources): string => {
  if (slug === bareModelAgent && model !== null) return models?.find(({ id }) => id === model)?.title ?? model;
  return `${agent?.name ?? slug}${version === null ? '' : ` v${version}`}`;
};

/** What is known of a column, put together. */
export const toColumnState = (key: number, column: Column, sources: ColumnSources): ColumnState => {
  const { agent, spec, conversation, models, tools, progressOf, error } = sources;
  const branch = conversation ? toBranch(conversation.runs, null) : [];
  const open = listOpenRuns(branch, progressOf);
  const modelId = column.model;
  return {
    key,
    column,
    title: toTitle(column, sources),
    isBareModel: column.agent === bareModelAgent,
    agent,
    spec,
    setup: spec && models && tools ? toAgentSetup({ spec, modelId, models, tools }) : null,
    conversation,
    branch,
    open,
    error,
    closed: toClosed(agent),
    wait: spec ? toWait(spec.whenBusy, open.length > 0) : null,
  };
};
