import type { ExportedText } from '../modules/module-summaries.ts';
import type { HoleKind, NameText } from '../names/name-value.ts';
import type { Node } from '../syntax/tree.ts';

/** All the texts that an expression can be. */
export type Alternatives = readonly NameText[];

/** More texts than these are not told apart. */
export const MOST_ALTERNATIVES = 64;

/** One known text. */
export function text(value: string, node: Node): Alternatives {
  return [[{ kind: 'text', text: value, node }]];
}

/** One hole that is the whole text. */
export function hole(kind: HoleKind, node: Node): Alternatives {
  return [[{ kind, node }]];
}

/** Whether a text is known to have no letters, and so counts as false. */
export function isEmpty(parts: NameText): boolean {
  return parts.every((part) => part.kind === 'text' && part.text === '');
}

/** Whether the code fixes all of a text, so that few names come of it. */
export function isFixed(parts: NameText): boolean {
  return parts.every(({ kind }) => kind === 'text' || kind === 'bounded');
}

/** Every text of the left followed by every text of the right. */
export function join(left: Alternatives, right: Alternatives): Alternatives {
  if (left.length * right.length > MOST_ALTERNATIVES) return join(blurred(left), blurred(right));
  return left.flatMap((start) => right.map((end) => [...start, ...end]));
}

/** Too many texts to tell apart are a hole. */
function blurred(all: Alternatives): Alternatives {
  const node = all.flat().at(0)?.node;
  return all.length > 1 && node ? hole('unknown', node) : all;
}

/** The alternatives without repetitions; holes are the same where they stand at the same place. */
export function uniqueAlternatives(all: readonly NameText[]): Alternatives {
  const seen = new Set<string>();
  return all.filter((parts) => {
    const key = parts
      .map((part) => (part.kind === 'text' ? `t${part.text}` : `${part.kind}${String(part.node.range[0])}`))
      .join('\u0000');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The text that is known and without an alternative; nothing for others. */
export function onlyText(alternatives: Alternatives): string | undefined {
  const [only] = alternatives;
  return alternatives.length === 1 && only?.every((part) => part.kind === 'text')
    ? only.map((part) => (part as { text: string }).text).join('')
    : undefined;
}

/** Texts of another file, blamed on the expression that reads them. */
export function importedAlternatives(texts: readonly ExportedText[], node: Node): Alternatives {
  return texts.map(({ text: one, ...where }) => [{ kind: 'text', text: one, node, ...where }]);
}
