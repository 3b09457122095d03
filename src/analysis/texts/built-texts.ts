import type { Variable } from '@typescript-eslint/scope-manager';
import { hole, importedAlternatives, join, type Alternatives } from './alternatives.ts';
import { isBoundedName } from '../catalogue/hole-words.ts';
import type { Hole, HoleKind, NameText } from '../names/name-value.ts';
import { sourcesOf, type Path } from '../syntax/sources.ts';
import type { FunctionNode, Node, Tree } from '../syntax/tree.ts';

/** A piece of a text that a function gives back: a text, or what is open there. */
export type BuiltPiece =
  | { readonly text: string }
  | {
      readonly kind: HoleKind;
      /** Where the caller gives it, if it does: `0`, `1.name`. */
      readonly argument?: string;
      /** A method changes its letters. */
      readonly changed?: true;
    };

/** The texts that a function gives back, for files that import it; no node of its file's tree is in it. */
export interface BuiltTexts {
  readonly texts: readonly (readonly BuiltPiece[])[];
  /** Where the function is defined (`./names.ts:3`). */
  readonly place?: string;
}

/**
 * What stands for a parameter, or for a property below it, while the texts of its own function are read.
 * @param at the expression that reads it
 * @returns nothing for variables that are something else
 */
export function parameterHole(
  tree: Tree,
  variable: Variable,
  builder: FunctionNode,
  below: Path,
  at: Node,
): Hole | undefined {
  const [source, ...others] = sourcesOf(tree, variable);
  if (source?.kind !== 'parameter' || source.fn !== builder || source.rest) return undefined;
  const isOwn = others.every((one) => one.kind === 'value' && one.operator === 'default');
  const path = [...source.path, ...below].filter((step) => typeof step === 'string');
  if (!isOwn || path.length < source.path.length + below.length) return { kind: 'unknown', node: at };
  const name = path.at(-1) ?? variable.name;
  const kind = isBoundedName(name, at.type === 'MemberExpression' ? tree.quote(at.object) : '')
    ? 'bounded'
    : 'variable';
  return { kind, node: at, parameter: { fn: builder, index: source.index, path } };
}

/** What the alternatives of a function's result are to other files; nothing where they tell nothing. */
export function builtTexts(alternatives: Alternatives, builder: FunctionNode): BuiltTexts['texts'] | undefined {
  const texts = alternatives.map((parts) => parts.map((part) => pieceOf(part, builder)));
  const tells = texts.some((pieces) => pieces.some((piece) => 'text' in piece || piece.argument !== undefined));
  return tells ? texts : undefined;
}

function pieceOf(part: NameText[number], builder: FunctionNode): BuiltPiece {
  if (part.kind === 'text') return { text: part.text };
  const { kind, parameter, changed } = part;
  if (parameter?.fn === builder) {
    const argument = [parameter.index, ...parameter.path].join('.');
    return { kind, argument, ...(changed ? { changed } : {}) };
  }
  // who calls it could neither see nor record other data of the function
  return { kind: kind === 'bounded' ? kind : 'unknown' };
}

/**
 * What a call of a function of another file gives.
 * @param call is blamed for what the function puts in, each argument for what it gives
 * @param given all texts that a property path below an argument can be
 */
export function textsAtCall(
  { texts, place }: BuiltTexts,
  call: Extract<Node, { type: 'CallExpression' }>,
  given: (argument: Node, path: readonly string[]) => Alternatives,
): Alternatives {
  const isSpread = call.arguments.some(({ type }) => type === 'SpreadElement');
  const read = (piece: BuiltPiece, isWorded: boolean): Alternatives => {
    if ('text' in piece)
      return importedAlternatives([{ text: piece.text, ...(place === undefined ? {} : { place }) }], call);
    if (piece.argument === undefined) return hole(piece.kind, call);
    const [index, ...path] = piece.argument.split('.');
    const argument = isSpread ? undefined : call.arguments[Number(index)];
    if (!argument) return hole('unknown', call);
    const found = given(argument, path);
    const isOpen = found.some((parts) => parts.some(({ kind }) => kind !== 'text'));
    if (isOpen && piece.kind !== 'variable') return hole(piece.kind, argument);
    const isAsGiven = piece.changed !== true;
    const isData = isAsGiven && isWorded && path.length === 0;
    return found.map((parts) => parts.map((part) => atCall(part, { isAsGiven, isData }, call)));
  };
  return texts.flatMap((pieces) => {
    const isWorded = pieces.some((piece) => 'text' in piece && /[a-z]/i.test(piece.text));
    return pieces.reduce<Alternatives>((all, piece) => join(all, read(piece, isWorded)), [[]]);
  });
}

/**
 * A part of what is given, where the function puts it.
 * @param is whether its letters stay, and whether it counts as data that varies: a property of it, a part that is cut out, or what a
 * function without a word of its own chooses may well be one of few
 */
function atCall(
  part: NameText[number],
  is: { readonly isAsGiven: boolean; readonly isData: boolean },
  call: Node,
): NameText[number] {
  if (part.kind === 'text') return is.isAsGiven ? part : { kind: 'unknown', node: part.node };
  if (part.kind === 'bounded' || (part.kind === 'variable' && is.isData)) return part;
  // the caller of the caller may give it: whoever reads the call cannot tell
  return { kind: 'unknown', node: call };
}
