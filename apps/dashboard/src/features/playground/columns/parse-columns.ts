/** What one column of the playground asks. */
export interface Column {
  /** Slug of the agent. */
  readonly agent: string;
  /** Number of its version; null for the published one. */
  readonly version: number | null;
  /** `provider/model` in place of the agent's models; null for those. */
  readonly model: string | null;
  /** Null until its first message. */
  readonly conversationId: string | null;
}

/** The agent without instructions and tools: with a model chosen, a column of it is that model as it is. */
export const bareModelAgent = 'bare-model';

/** Columns side by side at most: their runs come over the tab's one stream. */
export const maxColumns = 4;

const form =
  /^(?<agent>[a-z0-9-]{1,64})(?:@(?<version>[1-9]\d{0,8}))?(?:~(?<conversationId>[0-9a-f-]{36}))?(?::(?<model>[^/]+\/.+))?$/;

const toColumn = (part: string): Column | undefined => {
  const groups = form.exec(part)?.groups;
  if (groups?.['agent'] === undefined) return undefined;
  const { agent, version, conversationId, model } = groups;
  return {
    agent,
    version: version === undefined ? null : Number(version),
    model: model?.replaceAll('%2C', ',').replaceAll('%25', '%') ?? null,
    conversationId: conversationId ?? null,
  };
};

interface ParsedColumns {
  readonly columns: readonly Column[];
  /** Parts that are no column, or one too many. */
  readonly ignored: readonly string[];
}

/**
 * The columns that an address names: `assistant,assistant@2,bare-model:anthropic/claude-sonnet-4-5`, each with its
 * conversation behind a `~`. What can't be read is left out, and what shows a conversation that another one shows.
 */
export const parseColumns = (text: string): ParsedColumns => {
  const columns: Column[] = [];
  const ignored: string[] = [];
  for (const part of text.split(',')) {
    const column = toColumn(part);
    const isTaken = columns.some(({ conversationId: id }) => id !== null && id === column?.conversationId);
    if (column && !isTaken && columns.length < maxColumns) columns.push(column);
    else if (part !== '') ignored.push(part);
  }
  return { columns, ignored };
};
