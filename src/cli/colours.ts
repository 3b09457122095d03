import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Puts a style on a text, or leaves it plain. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_, text) => text;

const coloured: Paint = (style, text) => styleText(style, text, { validateStream: false });

/**
 * Whether a stream gets colours: as `FORCE_COLOR` or `NO_COLOR` say, else where it is a terminal that can show them.
 * Source: force-color.org and no-color.org; where both stand, Node.js heeds `FORCE_COLOR`.
 */
export function paintFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = env;
  if (force !== undefined) return force === '0' || force === 'false' ? plain : coloured;
  if (no !== undefined && no !== '') return plain;
  return stream.isTTY === true && terminal !== 'dumb' ? coloured : plain;
}
