import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { sourcesOf, type Path } from './sources.ts';
import { keyOf, unwrap, type FunctionNode, type Node, type Tree } from './tree.ts';

/** A part of what is given: the expression, and the properties that lead to the part. */
export interface GivenPart {
  readonly node: Node;
  readonly path: readonly string[];
  /** The call gives nothing there: the expression is the default, which the function itself holds. */
  readonly isDefault?: true;
}

/** What stands for the parameters of a function in one call of it; nothing for one that is given what nobody can follow. */
export type BoundParameters = ReadonlyMap<Variable, GivenPart | undefined>;

/** What a call gives to the parameters of a function of the file, those that are taken apart included. */
export function boundParameters(
  tree: Tree,
  fn: FunctionNode,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): BoundParameters {
  const bound = new Map<Variable, GivenPart | undefined>();
  for (const [i, parameter] of fn.params.entries()) {
    const isSpread = call.arguments.slice(0, i + 1).some(({ type }) => type === 'SpreadElement');
    for (const variable of tree.namesIn(parameter))
      bound.set(variable, isSpread ? undefined : givenTo(tree, variable, parameter, call.arguments[i]));
  }
  return bound;
}

/** What a variable of a parameter is given. */
function givenTo(tree: Tree, variable: Variable, parameter: Node, argument: Node | undefined): GivenPart | undefined {
  const sources = sourcesOf(tree, variable);
  const own = sources.find(({ kind }) => kind === 'parameter');
  if (own?.kind !== 'parameter' || own.rest) return undefined;
  const whole = parameter.type === 'AssignmentPattern' ? parameter.right : undefined;
  // `parts` in `{ name = 'x' }`: the default of the part, beside that of the whole
  const inner = sources.flatMap((source) =>
    source.kind === 'value' && source.operator === 'default' && source.node !== whole ? source.node : [],
  );
  if (inner.length > 1) return undefined;
  const [ofPart] = inner;
  if (argument) return partBelow(argument, own.path, ofPart);
  const found = whole && partBelow(whole, own.path, ofPart);
  return found && { ...found, isDefault: true };
}

/** What stands under a path, as far as literals show it; behind that the path goes on. */
function partBelow(root: Node, path: Path, otherwise: Node | undefined): GivenPart | undefined {
  let node = root;
  for (const [i, step] of path.entries()) {
    const rest = path.slice(i).filter((one) => typeof one === 'string');
    if (typeof step !== 'string' || rest.length < path.length - i) return undefined;
    const object = unwrap(node, true);
    // whether the value behind a name has the property, and not the default, is not to be seen
    if (object.type !== 'ObjectExpression') return otherwise ? undefined : { node, path: rest };
    const property = object.properties.findLast((one) => one.type === 'SpreadElement' || keyOf(one) === step);
    const isOpen = object.properties.some((one) => one.type === 'SpreadElement' || keyOf(one) === undefined);
    if (!property && !isOpen)
      return otherwise && i === path.length - 1 ? { node: otherwise, path: [], isDefault: true } : undefined;
    if (property?.type !== 'Property' || property.kind !== 'init') return undefined;
    node = property.value;
  }
  return { node, path: [] };
}
