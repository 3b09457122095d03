import { resultOf } from './call-origins.ts';
import { isPackage } from '../catalogue/roles.ts';
import type { Origin, OriginReader } from './origin-reader.ts';
import type { Path } from '../syntax/sources.ts';
import { isClass, type Node } from '../syntax/tree.ts';
import { declaredTypeOrigin } from './type-origins.ts';

/**
 * The origin of what stands below an export of a file, as that file knows it.
 * @param node the exported expression or declared name
 * @param path properties, `prototype` before those of an instance, `()` before those of what a call gives
 */
export function exportedBelow(reader: OriginReader, node: Node, path: Path): Origin | undefined {
  let at = reader.of(node);
  for (const step of path) {
    if (step === '()') at = at && resultOf(reader, at);
    else if (step === 'prototype' && at?.kind === 'local' && isClass(at.node)) at = { kind: 'instance', node: at.node };
    else if (step === 'prototype' && !at) at = declaredTypeOrigin(reader, node);
    else at = reader.member(at, step);
  }
  return at;
}

/** What an origin is to the files that import it, with no node of its own file's tree; nothing where they learn nothing. */
export function originForOthers(reader: OriginReader, origin: Origin | undefined): Origin | undefined {
  switch (origin?.kind) {
    case 'role':
      return origin;
    case 'module':
      return isPackage(origin.module) ? origin : undefined;
    case 'container': {
      const of = originForOthers(reader, origin.of);
      return of && { kind: 'container', of };
    }
    case 'local':
    case 'typed': {
      const of = originForOthers(reader, resultOf(reader, origin));
      return of && { kind: 'gives', of };
    }
    default:
      return undefined;
  }
}
