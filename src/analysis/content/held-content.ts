import type { TSESTree } from '@typescript-eslint/types';
import { valueMeaning } from '../catalogue/content-words.ts';
import type { FileReading } from '../reading.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { isFunction, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/**
 * What a holder of one value calls that value.
 * Source: `ref` and `computed` of Vue 3, `signal` of Preact, `useRef` of React, the elements of a form.
 */
const HELD = /^(?:value|current)$/;

/** The value of what is called like content. */
export interface HeldContent {
  /** What the call that makes the holder is given: the first value, or all that the holder is computed to. */
  readonly made: readonly Node[];
  readonly isComputed: boolean;
}

/** `prompt.value` of `const prompt = ref('')`; nothing for other members, and where the holder holds a number or a switch. */
export function heldContent(reading: FileReading, member: TSESTree.MemberExpression): HeldContent | undefined {
  if (!HELD.test(keyOf(member) ?? '')) return undefined;
  const holder = unwrap(member.object, true);
  const name = holder.type === 'Identifier' ? holder.name : holder.type === 'MemberExpression' && keyOf(holder);
  if (typeof name !== 'string' || valueMeaning(name) !== 'content') return undefined;
  const call = makingCall(reading, holder);
  const [type] = call?.typeArguments?.params ?? [];
  const [first] = call?.arguments ?? [];
  const given = first && first.type !== 'SpreadElement' ? unwrap(first, true) : undefined;
  const holdsNoText = given?.type === 'Literal' && /^(?:number|boolean)$/.test(typeof given.value);
  if (holdsNoText || /^TS(?:Number|Boolean)Keyword$/.test(type?.type ?? '')) return undefined;
  return isFunction(given)
    ? { made: returnedExpressions(reading.tree, given), isComputed: true }
    : { made: given ? [given] : [], isComputed: false };
}

function makingCall({ tree }: FileReading, holder: Node): TSESTree.CallExpression | undefined {
  const variable = holder.type === 'Identifier' ? tree.variableOf(holder) : undefined;
  const [source] = variable ? sourcesOf(tree, variable) : [];
  const made = source?.kind === 'value' && source.path.length === 0 ? unwrap(source.node, true) : undefined;
  return made?.type === 'CallExpression' ? made : undefined;
}
