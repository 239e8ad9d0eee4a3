import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  IdentifierNode,
  type InsertQueryNode,
  type JoinNode,
  type KyselyPlugin,
  type MergeQueryNode,
  OperationNodeTransformer,
  OperatorNode,
  type OperationNode,
  ParensNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryId,
  type QueryResult,
  ReferenceNode,
  type RootOperationNode,
  type SelectQueryNode,
  TableNode,
  type UnknownRow,
  type UpdateQueryNode,
} from 'kysely';

import type { Tables } from '../tables.ts';

/** Every table of a workspace; the record makes the compiler ask for new ones. */
const workspaceTables: Record<Exclude<keyof Tables, 'metricState'>, true> = {
  agents: true,
  agentVersions: true,
  agentDrafts: true,
  conversations: true,
  runs: true,
  runHeads: true,
  runEvents: true,
  runPayloads: true,
  runDecisions: true,
  runPartials: true,
  toolSets: true,
  tools: true,
  toolCalls: true,
  runModels: true,
  metricBuckets: true,
  metricNames: true,
  activity: true,
  activityWords: true,
  activityDeliveries: true,
  workspaceSettings: true,
  rejectedRuns: true,
  connections: true,
  modelPrices: true,
  apiKeys: true,
  auditLog: true,
};

const workspaceColumn = 'workspaceId';

const tableNameOf = (node: OperationNode): string | undefined =>
  TableNode.is(node) ? node.table.identifier.name : undefined;

/** The name a statement knows a workspace's table by: its alias, or its own name. */
const workspaceNameOf = (node: OperationNode): string | undefined => {
  const table = tableNameOf(AliasNode.is(node) ? node.node : node);
  if (table === undefined || !Object.hasOwn(workspaceTables, table)) return undefined;
  return AliasNode.is(node) && IdentifierNode.is(node.alias) ? node.alias.name : table;
};

/** Conditions that all hold: those joined by `and`, whatever the brackets. */
const conjunctsOf = (node: OperationNode): OperationNode[] => {
  if (ParensNode.is(node)) return conjunctsOf(node.node);
  if (AndNode.is(node)) return [...conjunctsOf(node.left), ...conjunctsOf(node.right)];
  return [node];
};

/** Whose workspace column this is: a table's name, '' when it says none, undefined when it is something else. */
const ownerOf = (node: OperationNode): string | undefined => {
  if (!ReferenceNode.is(node) || !ColumnNode.is(node.column)) return undefined;
  if (node.column.column.name !== workspaceColumn) return undefined;
  return node.table === undefined ? '' : tableNameOf(node.table);
};

interface Statement {
  readonly tables: readonly OperationNode[];
  readonly joins: readonly JoinNode[] | undefined;
  readonly where: OperationNode | undefined;
}

/** Tables of the statement whose workspace no condition ties to a value. */
const unboundTables = ({ tables, joins = [], where }: Statement): string[] => {
  const names = [...tables, ...joins.map((join) => join.table)]
    .map((table) => workspaceNameOf(table))
    .filter((name) => name !== undefined);
  if (names.length === 0) return [];
  const conditions = [where, ...joins.map((join) => join.on?.on)].flatMap((node) => (node ? conjunctsOf(node) : []));
  const unbound = new Set(names);
  const links: [string, string][] = [];
  const nameOf = (node: OperationNode): string | undefined => {
    const owner = ownerOf(node);
    const name = owner === '' && names.length === 1 ? names[0] : owner;
    // an outer statement's column is a value here: that statement answers for it
    return name !== undefined && unbound.has(name) ? name : undefined;
  };
  for (const node of conditions) {
    if (!BinaryOperationNode.is(node) || !OperatorNode.is(node.operator) || node.operator.operator !== '=') continue;
    const left = nameOf(node.leftOperand);
    const right = nameOf(node.rightOperand);
    if (left !== undefined && right !== undefined) links.push([left, right]);
    else links.push([left ?? right ?? '', '']);
  }
  let before: number;
  do {
    before = unbound.size;
    for (const [left, right] of links) {
      if (!unbound.has(left)) unbound.delete(right);
      else if (!unbound.has(right)) unbound.delete(left);
    }
  } while (unbound.size < before);
  return [...unbound];
};

const refuse = (statement: Statement): void => {
  const [table] = unboundTables(statement);
  if (table === undefined) return;
  throw new Error(`The statement reads or changes "${table}" without a condition "workspaceId =".`);
};

class WorkspaceCheck extends OperationNodeTransformer {
  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    refuse({ tables: node.from?.froms ?? [], joins: node.joins, where: node.where?.where });
    return super.transformSelectQuery(node, queryId);
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId?: QueryId): UpdateQueryNode {
    const tables = [...(node.table ? [node.table] : []), ...(node.from?.froms ?? [])];
    refuse({ tables, joins: node.joins, where: node.where?.where });
    return super.transformUpdateQuery(node, queryId);
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, queryId?: QueryId): DeleteQueryNode {
    const tables = [...node.from.froms, ...(node.using?.tables ?? [])];
    refuse({ tables, joins: node.joins, where: node.where?.where });
    return super.transformDeleteQuery(node, queryId);
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const table = node.into && workspaceNameOf(node.into);
    if (table !== undefined && !node.columns?.some((column) => column.column.name === workspaceColumn)) {
      throw new Error(`The statement inserts into "${table}" without a workspaceId.`);
    }
    return super.transformInsertQuery(node, queryId);
  }

  protected override transformMergeQuery(node: MergeQueryNode, queryId?: QueryId): MergeQueryNode {
    const table = workspaceNameOf(node.into);
    if (table !== undefined) throw new Error(`"${table}" is not merged into: insert with "on conflict".`);
    return super.transformMergeQuery(node, queryId);
  }
}

/**
 * Refuses statements on a workspace's table that don't say which workspace: no `workspaceId =` in `where` or a
 * join's `on` (directly, or through another table that has it), or no such column on insert. SQL text passes:
 * that is the way out for the few statements that serve all workspaces at once (claim, renew, append).
 */
export class RequireWorkspacePlugin implements KyselyPlugin {
  readonly #check = new WorkspaceCheck();

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.#check.transformNode(node, queryId);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}
