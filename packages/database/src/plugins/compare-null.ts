import {
  BinaryOperationNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  OperatorNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryId,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
  ValueNode,
} from 'kysely';

class NullComparison extends OperationNodeTransformer {
  protected override transformBinaryOperation(node: BinaryOperationNode, queryId?: QueryId): BinaryOperationNode {
    const { leftOperand, operator, rightOperand } = super.transformBinaryOperation(node, queryId);
    if (OperatorNode.is(operator) && ValueNode.is(rightOperand) && rightOperand.value === null) {
      const isEqual = operator.operator === '=';
      if (isEqual || operator.operator === '!=' || operator.operator === '<>') {
        const isNull = OperatorNode.create(isEqual ? 'is' : 'is not');
        return BinaryOperationNode.create(leftOperand, isNull, ValueNode.createImmediate(null));
      }
    }
    return BinaryOperationNode.create(leftOperand, operator, rightOperand);
  }
}

/**
 * Makes `where('a', '=', null)` mean `a is null`: with `=` no row would match. Kysely's own
 * SafeNullComparisonPlugin sends the null as a parameter, and `is $1` is a syntax error.
 */
export class CompareNullPlugin implements KyselyPlugin {
  readonly #comparison = new NullComparison();

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    return this.#comparison.transformNode(node, queryId);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}
