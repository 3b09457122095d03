import { unwrap, type Node } from '../syntax/tree.ts';
import type { TypeSource } from '../types/written-types.ts';
import { valueKindsOf, type ValueKind } from './value-kinds.ts';

/**
 * All kinds that a value may have, as `valueKindsOf`, also where it is what a function or a method of another file gives. For codemods:
 * that file is read.
 */
export function resultKinds(reading: TypeSource, value: Node): ReadonlySet<ValueKind> {
  const kinds = valueKindsOf(reading, value);
  if (!kinds.has('unseen')) return kinds;
  const node = unwrap(value);
  const isAwaited = node.type === 'AwaitExpression';
  const call = isAwaited ? unwrap(node.argument) : node;
  const result = call.type === 'CallExpression' ? reading.origins.importedResult(call.callee) : undefined;
  if (!result || (result.isPromise && !isAwaited)) return kinds;
  return new Set([...result.kinds, ...(value.type === 'ChainExpression' ? (['missing'] as const) : [])]);
}
