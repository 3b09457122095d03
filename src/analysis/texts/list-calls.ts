import type { TSESTree } from '@typescript-eslint/types';
import type { Path } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** Where the part of a value that a path leads to stands: below one of the arguments of a call, or below what it is called on. */
export interface PartOf {
  readonly root: Node;
  readonly path: Path;
  /** The names of the properties are meant, not what they hold. */
  readonly keys?: true;
}

/** Methods that give one element of a list. */
const ONE = /^(?:at|find|findLast|pop|shift)$/;
/** Methods that give a list of some elements, as they are. */
const SOME = /^(?:filter|slice|concat|reverse|sort|toReversed|toSorted|values)$/;

/**
 * Where what a path leads to in the value of a call stands: in the table that `Object.entries` lists, in the list that `find` looks
 * through.
 * @returns nothing for other calls
 */
export function partOfCall(call: TSESTree.CallExpression | TSESTree.NewExpression, path: Path): PartOf | undefined {
  const [argument, ...more] = call.arguments;
  const first = argument && argument.type !== 'SpreadElement' && more.length === 0 ? unwrap(argument) : undefined;
  const [step, ...rest] = path;
  if (call.type === 'NewExpression') {
    const isList = call.callee.type === 'Identifier' && /^(?:Readonly)?(?:Set|Map)$/.test(call.callee.name);
    return isList && first ? { root: first, path } : undefined;
  }
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const method = keyOf(callee) ?? '';
  if (callee.object.type === 'Identifier' && callee.object.name === 'Object')
    return first && partOfObject(method, first, path);
  if (ONE.test(method)) return { root: unwrap(callee.object), path: [undefined, ...path] };
  if (method === 'concat' && call.arguments.length > 0) return undefined;
  return SOME.test(method) && step === undefined && path.length > 0
    ? { root: unwrap(callee.object), path: [undefined, ...rest] }
    : undefined;
}

/** `Object.freeze`, `Object.values`, `Object.keys` and `Object.entries` of a table. */
function partOfObject(method: string, table: Node, path: Path): PartOf | undefined {
  const [step, side, ...rest] = path;
  if (/^(?:freeze|seal)$/.test(method)) return { root: table, path };
  if (step !== undefined || path.length === 0) return undefined;
  if (method === 'values') return { root: table, path };
  if (method === 'keys' && path.length === 1) return { root: table, path: [], keys: true };
  if (method !== 'entries' || path.length < 2) return undefined;
  if (side === 1) return { root: table, path: [undefined, ...rest] };
  return side === 0 && rest.length === 0 ? { root: table, path: [], keys: true } : undefined;
}
