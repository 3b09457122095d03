import type { NamePart, NameText } from '../names/name-value.ts';
import type { Node } from '../syntax/tree.ts';

/** What a wrapper puts around the name that it is given: `db.` and `.query` in `` `db.${name}.query` ``. */
export interface AddedText {
  readonly before: string;
  readonly after: string;
  /** The same with `x` for what another argument of the call says: what is left is the wrapper's own. */
  readonly own: { readonly before: string; readonly after: string };
  /** The pieces of the wrapper, where they are read: in its body, or where the name is given if that is in another file. */
  readonly nodes: readonly Node[];
  /** The file that holds the wrapper, or its text, where that is another one. */
  readonly place?: string;
  /** What the caller gives, where the name is read in the function that takes it. */
  readonly argument?: Node;
  /** The given name does not stand in one piece between them, so no other text can be put in its place. */
  readonly apart?: true;
}

/** A name with what callers of the function around it give: the rest is what that adds. */
export function asCalled(parts: NameText): NameText {
  const isOfCaller = (part: NamePart) => part.kind === 'text' && part.ofCaller !== undefined;
  if (!parts.some(isOfCaller)) return parts;
  return parts.map((part) =>
    part.kind !== 'text' || isOfCaller(part) ? part : { ...part, ofWrapper: 'own' as const },
  );
}

/** Whether a part of a name is what the caller of a wrapper writes as the name. */
export function isGiven(part: NamePart): boolean {
  return !part.ofWrapper;
}

/** What wrappers add to a name; nothing where they add no text. */
export function addedTo(parts: NameText): AddedText | undefined {
  const first = parts.findIndex(isGiven);
  const last = parts.findLastIndex(isGiven);
  const added = parts.filter((part) => part.kind === 'text' && part.ofWrapper);
  if (added.length === 0) return undefined;
  // the wrapper's alone, or what it makes of the whole: `` `db.${name}`.toLowerCase() ``
  if (first < 0) return { before: '', after: '', own: { before: '', after: '' }, nodes: [], apart: true };
  const [before, after] = [parts.slice(0, first), parts.slice(last + 1)];
  const place = added.map((part) => (part.kind === 'text' ? part.place : undefined)).find(Boolean);
  const [given] = parts.slice(first);
  const argument = given?.kind === 'text' ? given.ofCaller : undefined;
  const isApart = !parts.slice(first, last + 1).every(isGiven);
  return {
    before: textOf(before),
    after: textOf(after),
    own: { before: textOf(before, true), after: textOf(after, true) },
    nodes: added.map(({ node }) => node),
    ...(place === undefined ? {} : { place }),
    ...(argument ? { argument } : {}),
    ...(isApart || [...before, ...after].some(({ kind }) => kind !== 'text') ? { apart: true } : {}),
  };
}

function textOf(parts: NameText, own = false): string {
  return parts
    .map((part) => (part.kind !== 'text' ? '' : own && part.ofWrapper === 'told' && part.text !== '' ? 'x' : part.text))
    .join('');
}

/** What stands between the texts that a wrapper adds; nothing where a name does not begin and end with them. */
export function withoutAdded(name: string, added: AddedText | undefined): string | undefined {
  if (!added) return name;
  const { before, after, apart } = added;
  const fits = name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length;
  return fits && !apart ? name.slice(before.length, name.length - after.length) : undefined;
}
