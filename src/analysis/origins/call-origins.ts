import type { TSESTree } from '@typescript-eslint/types';
import { calledRole, methodRole, typeRole } from '../catalogue/roles.ts';
import { isRequire } from '../modules/imported-modules.ts';
import { frozen } from '../types/literal-types.ts';
import type { Origin, OriginReader } from './origin-reader.ts';
import { isClass, isFunction, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** Methods of collections that give one of what is in them, and those that give a collection of it. */
export const ONE_OF = /^(?:get|at|pop|shift|find|findLast|getStore)$/;
const SOME_OF = /^(?:values|filter|slice|reverse|concat|toReversed)$/;

/** The origin of what a call gives. */
export function callOrigin(reader: OriginReader, call: TSESTree.CallExpression): Origin | undefined {
  const callee = unwrap(call.callee);
  const [first] = call.arguments;
  if (first?.type === 'Literal' && isRequire(reader.tree, call)) return reader.moduleOrigin(String(first.value), []);
  const inner = frozen(call);
  if (inner !== call) return reader.of(inner);
  const given = givenByLibrary(reader, call);
  if (given) return given;
  if (callee.type === 'MemberExpression') {
    const listed = valuesListed(reader, call, callee);
    if (listed) return listed;
    const owner = reader.of(callee.object);
    const name = keyOf(callee);
    if (owner?.kind === 'role' && name) {
      const role = methodRole(owner.role, name);
      return role && { ...owner, role };
    }
    if (owner?.kind === 'container' && name && ONE_OF.test(name)) return owner.of;
    if (owner?.kind === 'container' && name && SOME_OF.test(name)) return owner;
    if (name === 'bind') return owner;
  }
  const called = reader.of(callee);
  return called && resultOf(reader, called);
}

/** `Object.values(spans)`: the same things in a list. */
function valuesListed(
  reader: OriginReader,
  { arguments: [first] }: TSESTree.CallExpression,
  callee: TSESTree.MemberExpression,
): Origin | undefined {
  const isValues = callee.object.type === 'Identifier' && callee.object.name === 'Object' && keyOf(callee) === 'values';
  const given = isValues && first && first.type !== 'SpreadElement' ? reader.of(first) : undefined;
  return given?.kind === 'container' ? given : undefined;
}

/** The origin of what a call of something gives. */
export function resultOf(reader: OriginReader, called: Origin): Origin | undefined {
  switch (called.kind) {
    case 'module': {
      const role = calledRole(called.module, called.path);
      return role ? { kind: 'role', role } : { ...called, called: true };
    }
    case 'gives':
      return called.of;
    case 'below':
      return reader.below(called.module, [...called.path, '()']);
    case 'local':
      return isFunction(called.node) ? reader.returned(called.node) : undefined;
    case 'typed':
      return returnedByType(reader, called.node);
    default:
      return undefined;
  }
}

/** What a call of a known library gives: a thing of its own, or what the callback gives. */
function givenByLibrary(reader: OriginReader, call: TSESTree.CallExpression): Origin | undefined {
  const { entry, counts, likely } = reader.libraryCall(call) ?? {};
  if (!entry || !counts) return undefined;
  if (entry.returns) return { kind: 'role', role: entry.returns, ...(likely ? { likely } : {}) };
  if (entry.makes !== 'span' || entry.callback === undefined || entry.deferred) return undefined;
  const callback = reader.argumentAt(call, entry.callback);
  const fn = callback && reader.functionOf(callback);
  return fn && reader.returned(fn);
}

function returnedByType(reader: OriginReader, node: Node): Origin | undefined {
  const type = (node as { returnType?: TSESTree.TSTypeAnnotation }).returnType?.typeAnnotation;
  return type && reader.ofType(type);
}

/** The origin of what `new` makes. */
export function newOrigin(reader: OriginReader, node: TSESTree.NewExpression): Origin | undefined {
  const callee = reader.of(node.callee);
  const [stored] = node.typeArguments?.params ?? [];
  if (stored && callee?.kind === 'module' && /^(?:node:)?async_hooks$/.test(callee.module)) {
    const of = reader.ofType(stored);
    if (of) return { kind: 'container', of };
  }
  if (callee?.kind === 'module') {
    const role = typeRole(callee.module, callee.path);
    return role ? { kind: 'role', role } : { kind: 'instanceOf', module: callee.module, path: callee.path, node };
  }
  if (callee?.kind === 'local' && isClass(callee.node)) return { kind: 'instance', node: callee.node };
  const argument = (node.typeArguments?.params ?? []).at(-1);
  if (argument && node.callee.type === 'Identifier' && /^(?:Weak)?(?:Map|Set)$/.test(node.callee.name)) {
    const of = reader.ofType(argument);
    return of && { kind: 'container', of };
  }
  return undefined;
}
