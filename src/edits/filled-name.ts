import type { Node, Tree } from '../analysis/syntax/tree.ts';
import { holesOf } from '../contract/match-span.ts';
import { stringLiteral } from './string-literal.ts';

/**
 * A name of the contract as code: a text, or a template where the name has holes.
 * @param keys the attributes whose values are known, and `values` their code in the same order
 * @returns nothing where a hole stands for another attribute
 */
export function filledName(
  tree: Tree,
  name: string,
  keys: readonly string[],
  values: readonly Node[],
  quote: string,
): string | undefined {
  const own = holesOf(name);
  if (own.length === 0) return stringLiteral(name, quote);
  if (own.some((key) => !keys.includes(key))) return undefined;
  const pieces = name.split(/\{([^{}]+)\}/).map((piece, i) => {
    if (i % 2 === 0) return stringLiteral(piece, '`').slice(1, -1);
    const value = values[keys.indexOf(piece)];
    return value ? `\${${tree.text.slice(...value.range)}}` : '';
  });
  return `\`${pieces.join('')}\``;
}
