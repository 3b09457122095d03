import { withPlainBrands } from './brand-words.ts';
import { apartAtHumps } from './camel-humps.ts';

/** Segments of words: dots, blanks, slashes, colons, the `#` before a method and camel humps of a one-word name separate segments, the rest words. */
export function segmentsOf(name: string): string[][] {
  const segments = name.split(/[.\s/:>#]+/).filter((segment) => segment !== '');
  return segments.map((segment) =>
    apartAtHumps(withPlainBrands(segment), ' ')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== ''),
  );
}
