import type { Path } from '../syntax/sources.ts';
import type { Node } from '../syntax/tree.ts';

/** Steps of a path to what a collection or an object is asked for as a whole: `sides.keys()`, `Object.keys(sides)`, `steps.forEach((step) => …)`. */
export const KEYS = '.keys()';
export const VALUES = '.values()';
/** The step to what a function gives back. */
export const RESULT = '()';

/** Types of the language that are walked through, with what their first argument says. Source: ECMAScript 2025, TypeScript 5.9. */
const LISTS =
  /^(?:Array|ReadonlyArray|Set|ReadonlySet|Iterable|AsyncIterable|Iterator|AsyncIterator|IterableIterator|AsyncIterableIterator|Generator|AsyncGenerator|ReadableStream)$/;
const MAPS = /^(?:Map|ReadonlyMap)$/;

/** Whether a step leads to any element of a list, or to one of them by its number. */
export function isElementStep(step: Path[number]): boolean {
  return step === undefined || step === VALUES || /^\d+$/.test(String(step));
}

/**
 * The type of what stands under a path in a collection: `'left'` of `Map<'left', number>` for its keys.
 * @param name the type of the language: `Map`
 * @returns nothing for other types, and where the path leads elsewhere
 */
export function partOfCollection(
  name: string,
  [first, second]: readonly Node[],
  [step, ...rest]: Path,
): { readonly type: Node; readonly path: Path } | undefined {
  const part = (type: Node | undefined, path: Path) => type && { type, path };
  if (LISTS.test(name))
    return isElementStep(step) || (step === KEYS && name.endsWith('Set')) ? part(first, rest) : undefined;
  if (name === 'Record') return part(step === KEYS ? first : second, rest);
  if (!MAPS.test(name)) return undefined;
  if (step === KEYS) return part(first, rest);
  if (step === VALUES) return part(second, rest);
  // `for (const [key, value] of map)`
  const [side, ...below] = rest;
  if (step !== undefined || (side !== 0 && side !== 1)) return undefined;
  return part(side === 0 ? first : second, below);
}
