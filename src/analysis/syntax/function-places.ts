import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isClass, keyOf, type ClassNode, type FunctionNode, type Node, type Tree } from './tree.ts';

/** All calls of a function, where every one is in sight; nothing where there is none, or others may call it. */
export function allCallsOf(tree: Tree, fn: FunctionNode): readonly TSESTree.CallExpression[] | undefined {
  const places = placesOf(tree, fn)?.filter((place) => tree.parentOf(place)?.type !== 'TSTypeQuery') ?? [];
  const calls = places.flatMap((place) => {
    const call = tree.parentOf(place);
    return call?.type === 'CallExpression' && call.callee === place ? [call] : [];
  });
  return calls.length > 0 && calls.length === places.length ? calls : undefined;
}

/** Everything that stands for a function in its file; nothing where other files, or code out of sight, may call it. */
export function placesOf(tree: Tree, fn: FunctionNode): readonly Node[] | undefined {
  const parent = tree.parentOf(fn);
  switch (parent?.type) {
    case 'MethodDefinition':
      if (parent.kind !== 'method') return undefined;
      return accessesOf(tree, tree.classOfThis(fn), parent);
    case 'PropertyDefinition':
      return accessesOf(tree, tree.classOfThis(fn), parent);
    case 'Property': {
      const key = keyOf(parent);
      const object = tree.parentOf(parent);
      const declarator = object && tree.parentOf(object);
      if (parent.kind !== 'init' || declarator?.type !== 'VariableDeclarator') return undefined;
      const uses = usesOf(tree, tree.variableOf(declarator.id));
      const members = uses?.map((use) => tree.parentOf(use));
      if (key === undefined || !members?.every((member) => member?.type === 'MemberExpression' && keyOf(member)))
        return undefined;
      return members.filter((member) => member !== undefined && keyOf(member) === key) as Node[];
    }
    case 'VariableDeclarator':
      return usesOf(tree, tree.variableOf(parent.id));
    default:
      if (fn.type !== 'FunctionDeclaration') return [fn];
      return fn.id ? usesOf(tree, tree.variableOf(fn.id)) : undefined;
  }
}

/** The reads of a variable that is set once and not exported. */
function usesOf(tree: Tree, variable: Variable | undefined): readonly Node[] | undefined {
  // overloads say what each call gives
  if (variable?.defs.length !== 1) return undefined;
  const isExported = variable.identifiers.some((identifier) => {
    const declared = tree.parentOf(identifier);
    const statement = declared?.type === 'VariableDeclarator' ? tree.parentOf(declared) : declared;
    return statement && tree.parentOf(statement)?.type.startsWith('Export');
  });
  const reads = variable.references.filter(({ init }) => !init);
  if (isExported || reads.some((reference) => reference.isWrite())) return undefined;
  return reads.map(({ identifier }) => identifier);
}

/** All accesses to a member of a class by its name, where no other file can have one. */
function accessesOf(
  tree: Tree,
  owner: ClassNode | undefined,
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): readonly Node[] | undefined {
  const key = keyOf(member);
  const isPrivate = member.key.type === 'PrivateIdentifier' || member.accessibility === 'private';
  if (key === undefined || !owner || (!isPrivate && !isOwnOfFile(tree, owner))) return undefined;
  if (owner.body.body.some((other) => other !== member && keyOf(other) === key)) return undefined;
  return tree.all('MemberExpression').filter((access) => keyOf(access) === key);
}

/** Whether a class is declared and constructed in its file alone, and overrides nothing. */
function isOwnOfFile(tree: Tree, owner: ClassNode): boolean {
  const uses = owner.id && !owner.superClass ? usesOf(tree, tree.variableOf(owner.id)) : undefined;
  return uses?.every((use) => tree.parentOf(use)?.type === 'NewExpression' || isClass(tree.parentOf(use))) ?? false;
}
