import { hole, join, type Alternatives } from '../texts/alternatives.ts';
import {
  isSameParameter,
  summarise,
  type Hole,
  type NamePart,
  type NameParameter,
  type NameValue,
} from '../names/name-value.ts';
import type { Wrapper } from '../spans/span-site.ts';
import { NOTHING_BOUND, type Bound } from '../texts/text-reader.ts';
import type { Texts } from '../texts/texts.ts';
import { isInside, type Node, type Tree } from '../syntax/tree.ts';
import type { AddedPiece, WrapperShape } from './wrapper-shape.ts';

/** The place of a parameter among the arguments of a call: `1`, `0.name`. */
export function positionOf({ index, path }: NameParameter): string {
  return [index, ...path].join('.');
}

/**
 * What a span is called whose wrapper stands in another file: with what that puts around the given name.
 * @param argumentTexts what the call can give at a place, where that is known
 */
export function completedName(
  texts: Texts,
  { before, after, changed, place }: WrapperShape,
  given: Node,
  argumentTexts: (position: string) => Alternatives | undefined,
): NameValue {
  if (before.length + after.length === 0 && !changed) return texts.valueOf(given);
  const added = (piece: AddedPiece): Alternatives => {
    if (typeof piece === 'string')
      return [
        [{ kind: 'text', text: piece, node: given, ofWrapper: 'own', ...(place === undefined ? {} : { place }) }],
      ];
    const told = piece.argument === undefined ? undefined : argumentTexts(piece.argument);
    const open: Hole = { kind: piece.kind, node: given, ofWrapper: true };
    // the name is written at the given one: who reads a finding looks there
    return told?.map((parts) => parts.map((part): NamePart => asTold(part, given))) ?? [[open]];
  };
  const all = (pieces: readonly AddedPiece[]) =>
    pieces.reduce<Alternatives>((before, piece) => join(before, added(piece)), [[]]);
  const name = readGiven(texts, given);
  return summarise(join(join(all(before), changed ? asChanged(name) : name), all(after)));
}

/** What a span is called whose wrapper stands in the file of the call. */
export function nameAtCall(tree: Tree, texts: Texts, wrapper: Wrapper, given: Node): NameValue {
  const { parts: alternatives, around } = wrapper;
  if (!alternatives) return texts.valueOf(given);
  const isGiven = (part: Hole) => part.parameter !== undefined && isSameParameter(part.parameter, wrapper);
  const bound = around ? boundTo(tree, wrapper, given) : undefined;
  if (around && bound) {
    const own = new Set(
      alternatives.flatMap((parts) =>
        parts.flatMap((part) => (part.kind !== 'text' && isGiven(part) ? [] : part.node)),
      ),
    );
    const read = texts.alternativesOf(around, bound);
    const asGiven = (part: NamePart) =>
      part.kind !== 'text' && part.written && !isInside(part.written, given) && isInside(part.written, around)
        ? { ...part, written: given }
        : part;
    return summarise(read?.map((parts) => parts.map((part) => (own.has(part.node) ? ofWrapper(part) : asGiven(part)))));
  }
  const name = readGiven(texts, given);
  return summarise(
    alternatives.flatMap((parts) =>
      parts.reduce<Alternatives>(
        (all, part) =>
          join(
            all,
            part.kind === 'text'
              ? [[ofWrapper(part)]]
              : !isGiven(part)
                ? [[ofWrapper(part)]]
                : part.changed
                  ? asChanged(name)
                  : name,
          ),
        [[]],
      ),
    ),
  );
}

function readGiven(texts: Texts, given: Node): Alternatives {
  return texts.alternativesOf(given) ?? hole('unknown', given);
}

/** A given name whose letters the wrapper changes: the texts of it are not known, and data stays data. */
function asChanged(name: Alternatives): Alternatives {
  return name.map((parts) =>
    parts.map((part) => (part.kind === 'text' ? { kind: 'unknown', node: part.node, ofWrapper: true } : part)),
  );
}

/** A text and data that a wrapper puts in: it is its own fault, not that of its callers. */
function ofWrapper(part: NamePart): NamePart {
  if (part.kind === 'text') return { ...part, ofWrapper: part.ofWrapper ?? 'own' };
  return { kind: part.kind === 'bounded' ? 'bounded' : 'unknown', node: part.node, ofWrapper: true };
}

/** What another argument of a call says, blamed on the one that gives the name. */
function asTold(part: NamePart, given: Node): NamePart {
  return part.kind === 'text' ? { ...part, node: given, ofWrapper: 'told' } : { ...part, node: given };
}

/** The parameter of a wrapper with the argument of one call as its value; nothing where it is none that is named. */
function boundTo(tree: Tree, { fn, index, path }: Wrapper, value: Node): Bound | undefined {
  const parameter = fn.params[index];
  const target = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  const variable = path.length === 0 && target?.type === 'Identifier' ? tree.variableOf(target) : undefined;
  return variable && new Map([[variable, { node: value, path: [], bound: NOTHING_BOUND }]]);
}
