import type { WrapperShape } from '../../analysis/wrappers/wrapper-shape.ts';
import { isWritablePlace } from '../../contract/schema.ts';

/** How an entry of the contract's `wrappers` says where a wrapper takes its arguments and what it makes of them. */
export interface ListedShape {
  readonly name: string | number;
  readonly before?: string;
  readonly after?: string;
  readonly attributes?: string | number;
  readonly callback?: string | number;
}

/**
 * A wrapper as the contract lists it. What it cannot say of attributes and callback is left out.
 * @returns why the contract cannot list it, where it would say something else of its names
 */
export function listedShape(shape: WrapperShape): ListedShape | { readonly why: string } {
  const { name, otherNames, changed, attributes, callback, spanIn, suffix, ownNotation } = shape;
  if (!isWritablePlace(name)) return { why: `its name stands at \`${name}\`, which \`wrappers\` cannot say` };
  if (otherNames)
    return { why: `it takes the name from one of ${otherNames.length + 1} places, which \`wrappers\` cannot say` };
  if (changed) return { why: 'it changes the letters of the name, which `wrappers` cannot say' };
  const [before, after] = [fixedText(shape.before), fixedText(shape.after)];
  if (before === undefined || after === undefined)
    return {
      why: `it names its spans \`${shownAffix(shape.before)}…${shownAffix(shape.after)}\`, which \`wrappers\` cannot say`,
    };
  if (suffix !== undefined || ownNotation)
    return { why: 'its spans are made by a library with names of its own, which `wrappers` cannot say' };
  const at = <Key extends string>(key: Key, place: string | undefined) =>
    (place !== undefined && isWritablePlace(place) ? { [key]: written(place) } : {}) as Partial<
      Record<Key, string | number>
    >;
  return {
    name: written(name),
    ...(before === '' ? {} : { before }),
    ...(after === '' ? {} : { after }),
    ...at('attributes', attributes),
    // the contract takes the span for the first thing that a callback is given
    ...(callback === name || spanIn !== 0 ? {} : at('callback', callback)),
  };
}

/** What a wrapper puts before or behind the name as one text; nothing where some of it varies. */
export function fixedText(affix: WrapperShape['before']): string | undefined {
  return affix.every((piece) => typeof piece === 'string') ? affix.join('') : undefined;
}

/** The same for a reader, with `*` for what varies. */
function shownAffix(affix: WrapperShape['before']): string {
  return affix.map((piece) => (typeof piece === 'string' ? piece : '*')).join('');
}

/** A place as a person would write it: a number where it is one. */
function written(place: string): string | number {
  return /^\d+$/.test(place) ? Number(place) : place;
}
