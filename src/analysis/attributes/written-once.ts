import type { AttributeSite } from './attribute-sites.ts';
import type { Node } from '../syntax/tree.ts';

/** Each place in the code once: an object that several calls record has a site for each of them. */
export function writtenOnce(sites: readonly AttributeSite[]): readonly AttributeSite[] {
  const seen = new Set<Node>();
  return sites.filter(({ node }) => !seen.has(node) && seen.add(node).size > 0);
}
