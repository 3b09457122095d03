import { kindsOfWritten, kindsReturnedBy, type ValueKind } from '../attributes/value-kinds.ts';
import { cutBy, type CutArgument } from '../texts/cut-text.ts';
import type { FunctionNode, Node } from '../syntax/tree.ts';
import { isAlways, type Certainty } from './certain-types.ts';
import { declaredType, type TypeSource } from './written-types.ts';

/** What a file says of that which a function of it gives to the callers in other files. */
export interface FunctionResult {
  /** It gives a promise; the rest is about what that holds. */
  readonly isPromise: boolean;
  readonly certain: readonly Certainty[];
  readonly kinds: readonly ValueKind[];
  /** What of a longer text it gives; nothing where it visibly cuts none. */
  readonly cut?: CutArgument;
}

const CERTAINTIES: readonly Certainty[] = ['present', 'json', 'text'];

/** What a function gives, by its written type or else by what it returns. */
export function functionResult(source: TypeSource, fn: FunctionNode): FunctionResult {
  const cut = cutBy(source, fn);
  const typed = fn.returnType && typedResult(source, fn.returnType.typeAnnotation);
  const known = typed ?? {
    isPromise: fn.async,
    certain: [],
    kinds: fn.generator ? ['unseen' as const] : [...kindsReturnedBy(source, fn)],
  };
  return cut === undefined ? known : { ...known, cut };
}

/** What a function of a written type gives. */
export function typedResult(source: TypeSource, written: Node): FunctionResult {
  const type = declaredType(source, written);
  const isPromise = type.type === 'TSTypeReference' && /^Promise(?:Like)?$/.test(source.tree.quote(type.typeName));
  const held = isPromise ? type.typeArguments?.params[0] : type;
  if (!held) return { isPromise, certain: [], kinds: ['unseen'] };
  return {
    isPromise,
    certain: CERTAINTIES.filter((wanted) => isAlways(source, held, wanted)),
    kinds: [...kindsOfWritten(source, held)],
  };
}
