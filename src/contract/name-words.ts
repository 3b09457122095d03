import { withPlainBrands } from './brand-words.ts';

/** Segments of words: dots, blanks, slashes, colons, the `#` before a method and camel humps of a one-word name separate segments, the rest words. */
export function segmentsOf(name: string): string[][] {
  const segments = name.split(/[.\s/:>#]+/).filter((segment) => segment !== '');
  return segments.map((segment) =>
    withPlainBrands(segment)
      .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== ''),
  );
}
