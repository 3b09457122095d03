import type { TSESTree } from '@typescript-eslint/types';
import type { Bound, TextReader } from './text-reader.ts';
import { unwrap, type FunctionNode, type Node } from '../syntax/tree.ts';

/** The parameters of a function with the arguments that a call gives them, beside what is bound around the call. */
export function boundAtCall(
  { tree }: TextReader,
  fn: FunctionNode,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  outer: Bound,
): Bound {
  const bound = new Map(outer);
  for (const [i, parameter] of fn.params.entries()) {
    const argument = call.arguments[i];
    const variable = parameter.type === 'Identifier' ? tree.variableOf(parameter) : undefined;
    if (variable && argument && argument.type !== 'SpreadElement') bound.set(variable, resolved(argument));
  }
  return bound;

  function resolved(argument: Node): Node {
    const plain = unwrap(argument);
    const given = plain.type === 'Identifier' ? tree.variableOf(plain) : undefined;
    return (given && outer.get(given)) ?? argument;
  }
}
