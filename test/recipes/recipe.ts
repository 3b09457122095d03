import { blocksOf, type Block } from '../docs/markdown-blocks.ts';

/** The blocks of a page of recipes. Each is taken out by a test, and `left` says which are not. */
export interface Recipe {
  /**
   * The text of a file that the page shows, right below a heading.
   * @param variant what the note `variant` of the block says, where the page shows the file in several ways there
   * @throws Error where not exactly one such block is there
   */
  readonly file: (name: string, heading: string, variant?: string) => string;
  /**
   * The lines to type right below a heading; the text to read there, for the language `text`.
   * @throws Error where not exactly one such block is there
   */
  readonly block: (language: 'sh' | 'text', heading: string) => string;
  /** Blocks that no test has taken, by their places. */
  readonly left: () => readonly string[];
}

/** Opens a page of `docs/recipes`. */
export function recipe(page: string): Recipe {
  const blocks = blocksOf(`docs/recipes/${page}`);
  const taken = new Set<Block>();

  function take(what: string, heading: string, isMeant: (block: Block) => boolean): string {
    const [block, ...others] = blocks.filter((one) => one.headings.at(-1) === heading && isMeant(one));
    if (!block || others.length > 0) throw new Error(`${page}: ${block ? 'several' : 'no'} ${what} below ${heading}`);
    taken.add(block);
    return block.code;
  }

  return {
    file: (name, heading, variant) =>
      take(name, heading, ({ notes }) => notes['file'] === name && notes['variant'] === variant),
    block: (language, heading) =>
      take(`${language} block`, heading, (one) => one.language === language && one.notes['file'] === undefined),
    left: () => blocks.filter((one) => !taken.has(one)).map((one) => `${page}:${one.line}`),
  };
}
