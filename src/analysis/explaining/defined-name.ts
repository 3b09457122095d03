import { inSentence, mention, mentionAll } from '../../mention.ts';
import type { ExactText } from '../names/name-value.ts';
import { unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { withoutAdded } from '../wrappers/added-text.ts';

/** Quotes a name together with the place in another file where it, a part of it, or what a wrapper adds to it, is defined. */
export function mentionDefined(tree: Tree, exact: ExactText): string {
  const { text, place, added } = exact;
  const parts = definedParts(tree, exact);
  if (place === undefined) {
    const { before = '', after = '', place: ofWrapper } = added ?? {};
    const puts = [before, after].filter((one) => one !== '');
    if (ofWrapper === undefined || puts.length === 0) return mention(text);
    return `${mention(text)} (${mentionAll(puts)} ${puts.length > 1 ? 'come' : 'comes'} from ${ofWrapper})`;
  }
  const [only, ...more] = parts;
  if (only?.code === text && more.length === 0) return `${mention(text)} (defined in ${only.place})`;
  return `${mention(text)} (${inSentence(parts.map((one) => `${mention(one.code)} is defined in ${one.place}`))})`;
}

/** What is defined in other files, as it is called where it is read, and the places: the text itself where that is all of it. */
export function definedParts(
  tree: Tree,
  { text, place, added, borrowed }: ExactText,
): readonly { readonly code: string; readonly place: string }[] {
  if (borrowed) return borrowed.map((one) => ({ code: codeOf(tree, one.node), place: one.place }));
  return place === undefined ? [] : [{ code: withoutAdded(text, added) ?? text, place }];
}

/** A text as code reads it: `PREFIX`, `NAMES.tool`; of a call, the function. */
function codeOf(tree: Tree, node: Node): string {
  const plain = unwrap(node);
  if (plain.type === 'CallExpression') return tree.quote(plain.callee, 40);
  let read = plain;
  for (let up = tree.parentOf(read); up?.type === 'MemberExpression' && up.object === read; up = tree.parentOf(up))
    read = up;
  return tree.quote(read, 40);
}
