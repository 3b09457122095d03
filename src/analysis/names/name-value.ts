import type { TSESTree } from '@typescript-eslint/types';
import { addedTo, asCalled, isGiven, type AddedText } from '../wrappers/added-text.ts';
import type { ExportedDefinition } from '../modules/module-summaries.ts';
import { isOptionsName, isScopeName } from '../catalogue/hole-words.ts';
import { isInside, type FunctionNode, type Node } from '../syntax/tree.ts';
import { namesIn } from './value-names.ts';

/** A known piece of a name and the node whose text it is. */
export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  readonly node: Node;
  /** Where another file defines it: `./names.ts:3`. */
  readonly place?: string;
  /** The export of another file that it is. */
  readonly definition?: ExportedDefinition;
  /** A wrapper puts it around the name that it is given: a text of its own, or what another argument of the call says. */
  readonly ofWrapper?: 'own' | 'told';
  /** The argument that it is, where all calls of the function around the name are in sight. */
  readonly ofCaller?: Node;
}

/** Why a hole is what it is. */
export type HoleKind =
  /** Data of the running program: an id, a path, a tool's name. */
  | 'variable'
  /** One of few values that the code fixes: a union type, an HTTP method, a route pattern. */
  | 'bounded'
  /** The whole value is a parameter that the caller fills. */
  | 'forwarded'
  /** Not known from this file. */
  | 'unknown';

/** A part of a name that differs from run to run, or that one file does not tell. */
export interface Hole {
  readonly kind: HoleKind;
  /** Where the data comes from. */
  readonly node: Node;
  /** What stands in the name for it: the outermost expression whose whole value it is. The same as `node` where nothing else does. */
  readonly written?: Node;
  /** The forwarded parameter. */
  readonly parameter?: NameParameter;
  /** A method has changed the letters of the forwarded text. */
  readonly changed?: true;
  /** A wrapper puts it in: who calls that can neither see nor mend it. */
  readonly ofWrapper?: true;
}

/** A parameter that a name is taken from: its function, index and the path inside it. */
export interface NameParameter {
  readonly fn: FunctionNode;
  readonly index: number;
  readonly path: readonly string[];
}

export type NamePart = TextPart | Hole;

/** One text that a name can be, piece by piece. */
export type NameText = readonly NamePart[];

/**
 * What a name expression can be. `exact`: one of these texts. `pattern`: texts with holes. `forwarded`: a parameter of the
 * function around it; its callers are judged. `unknown`: this file does not tell.
 */
export type NameValue =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'exact'; readonly texts: readonly ExactText[] }
  | { readonly kind: 'pattern'; readonly patterns: readonly NameText[]; readonly holes: readonly Hole[] }
  | ({
      readonly kind: 'forwarded';
      /** Parameters of the same function that give the name where the first does not, in the order they are asked. */
      readonly others?: readonly NameParameter[];
      /** A method changes the letters of what is given. */
      readonly changed?: true;
    } & NameParameter);

/**
 * The expression whose value a hole holds: what stands in the name, but the argument of a local function that puts it there.
 * @param name the expression of the name
 */
export function valueOfHole({ node, written = node }: Hole, name: Node): Node {
  return !isInside(written, name) && isInside(node, name) ? node : written;
}

/** A known text and the nodes that it is written in, without those of a wrapper that adds to it. */
export interface ExactText {
  readonly text: string;
  /** What a wrapper adds to what its caller gives. */
  readonly added?: AddedText;
  readonly nodes: readonly Node[];
  /** Where another file defines it, or the first part of it that another file defines. */
  readonly place?: string;
  /** What is defined in other files, and where, if that is only a part of it. */
  readonly borrowed?: readonly { readonly node: Node; readonly place: string }[];
  /** The exports of other files that it is, where it is nothing else. */
  readonly definitions?: readonly ExportedDefinition[];
}

/** A text with its holes as `null`, neighbours joined: `['call_', null, '_tool']`. */
export function shapeOf(pattern: NameText): readonly (string | null)[] {
  const shape: (string | null)[] = [];
  for (const part of pattern) {
    const last = shape.at(-1);
    if (part.kind === 'text') {
      if (typeof last === 'string') shape[shape.length - 1] = last + part.text;
      else if (part.text !== '') shape.push(part.text);
    } else if (last !== null) shape.push(null);
  }
  return shape;
}

/** A text as it is shown to people, each hole as the code that fills it: `call_{tool.name}_tool`. */
export function shownText(pattern: NameText, quote: (node: Node, hole: Hole) => string): string {
  const shown = (hole: Hole) => (hole.ofWrapper ? '…' : `{${quote(hole.node, hole)}}`);
  return pattern.map((part) => (part.kind === 'text' ? part.text : shown(part))).join('');
}

/** The parameters that a name is taken from, those first that are asked first, and whether one of them is the whole name. */
export function parametersOf(name: NameValue): {
  readonly parameters: readonly NameParameter[];
  readonly whole: boolean;
} {
  if (name.kind === 'forwarded') return { parameters: [name, ...(name.others ?? [])], whole: true };
  if (name.kind !== 'pattern') return { parameters: [], whole: false };
  const whole = wholeParameters(name.patterns);
  if (whole.length > 0) return { parameters: whole, whole: true };
  const part = name.holes.find(({ kind }) => kind === 'forwarded')?.parameter;
  return { parameters: part ? [part] : [], whole: false };
}

/** Whether two parameters are the same part of the same one. */
export function isSameParameter(a: NameParameter, b: NameParameter): boolean {
  return a.fn === b.fn && a.index === b.index && a.path.join('.') === b.path.join('.');
}

/** The parameters of one function that are all of an alternative. */
function wholeParameters(alternatives: readonly NameText[]): readonly NameParameter[] {
  const found: NameParameter[] = [];
  for (const [only, ...more] of alternatives) {
    if (only?.kind !== 'forwarded' || !only.parameter || more.length > 0) continue;
    const { parameter } = only;
    if (found[0] && found[0].fn !== parameter.fn) continue;
    if (!found.some((known) => isSameParameter(known, parameter))) found.push(parameter);
  }
  return found;
}

/** Sums up the alternatives of an evaluation. */
export function summarise(evaluated: readonly NameText[] | undefined): NameValue {
  if (!evaluated || evaluated.length === 0) return { kind: 'unknown' };
  const alternatives = evaluated.map((parts) => asGivenBeside(asCompleted(parts)));
  const holes = alternatives.flatMap((parts) => parts.filter((part): part is Hole => part.kind !== 'text'));
  if (holes.length === 0) return { kind: 'exact', texts: exactTexts(alternatives) };
  const [whole, ...others] = wholeParameters(alternatives);
  if (whole && !holes.some((hole) => hole.kind === 'variable'))
    return {
      kind: 'forwarded',
      ...whole,
      ...(others.length > 0 ? { others } : {}),
      ...(holes.some((hole) => hole.changed) ? { changed: true } : {}),
    };
  if (alternatives.every((parts) => parts.every((part) => part.kind === 'unknown'))) return { kind: 'unknown' };
  return { kind: 'pattern', patterns: alternatives, holes };
}

/** `${this.constructor.name}.${operation}`: the parameter is the whole name but for what the code fixes, so the caller names the span. */
function asCompleted(parts: NameText): NameText {
  const [only, ...more] = parts.filter((part) => part.kind !== 'text' && part.kind !== 'bounded');
  const worded = parts.some((part) => part.kind === 'text' && /[a-z]/i.test(part.text));
  if (parts.length === 1 || worded || more.length > 0 || only?.kind !== 'variable' || !only.parameter) return parts;
  return parts.map((part) => (part === only ? { ...only, kind: 'forwarded' as const } : part));
}

/** `${area}.${name}`: a scope that a wrapper is given beside the name is its caller's too. */
function asGivenBeside(parts: NameText): NameText {
  if (!parts.some((part) => part.kind === 'forwarded')) return parts;
  return parts.map((part) => {
    if (part.kind !== 'variable') return part;
    const words = namesIn(part.node);
    const isOfCaller = part.parameter !== undefined || isOptionsName(words[0] ?? '');
    return isOfCaller && isScopeName(words) ? { ...part, kind: 'unknown' as const } : part;
  });
}

function exactTexts(alternatives: readonly NameText[]): ExactText[] {
  const byText = new Map<string, ExactText>();
  for (const alternative of alternatives) {
    const parts = asCalled(alternative);
    const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    const known = byText.get(text);
    const given = parts.some(isGiven) ? parts.filter(isGiven) : parts;
    const nodes = [...(known?.nodes ?? []), ...given.map((part) => part.node)];
    const texts = given.filter((part): part is TextPart => part.kind === 'text' && part.text !== '');
    const place = known?.place ?? texts.find((part) => part.place !== undefined)?.place;
    const borrowed = known ? known.borrowed : borrowedParts(texts);
    const added = known?.added ?? addedTo(parts);
    const [only, ...more] = parts;
    const definition = more.length === 0 && only?.kind === 'text' ? only.definition : undefined;
    const others = known ? known.definitions : [];
    byText.set(text, {
      text,
      nodes,
      ...(added ? { added } : {}),
      ...(place === undefined ? {} : { place }),
      ...(place !== undefined && borrowed ? { borrowed } : {}),
      ...(definition && others ? { definitions: [...others, definition] } : {}),
    });
  }
  return [...byText.values()];
}

/** The parts of a text that other files define; nothing where all of it is one thing of one other file. */
function borrowedParts(texts: readonly TextPart[]): ExactText['borrowed'] {
  const files = new Set(texts.map(({ place }) => place?.replace(/:\d+$/, '')));
  const nodes = new Set(texts.map(({ node }) => node));
  if (files.size < 2 && nodes.size < 2) return undefined;
  const parts = new Map<Node, string>();
  for (const { node, place } of texts) if (place !== undefined && !parts.has(node)) parts.set(node, place);
  return [...parts].map(([node, place]) => ({ node, place }));
}

/** The single literal that a name is written as, where an edit of that literal is an edit of the name. */
export function literalOf(expression: Node): TSESTree.StringLiteral | TSESTree.TemplateLiteral | undefined {
  if (expression.type === 'Literal' && typeof expression.value === 'string') return expression;
  return expression.type === 'TemplateLiteral' && expression.expressions.length === 0 ? expression : undefined;
}

/** The text of a literal; nothing for other expressions. */
export function literalText(expression: Node): string | undefined {
  const literal = literalOf(expression);
  return literal?.type === 'Literal' ? literal.value : (literal?.quasis[0]?.value.cooked ?? undefined);
}
