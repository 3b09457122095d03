import type { Range } from '../../analysis/syntax/tree.ts';

/** The modules of compilers of Astro that parse at once: that of Astro 7, and that of the versions before. */
export const ASTRO_COMPILERS = ['@astrojs/compiler-rs', '@astrojs/compiler/sync'] as const;

interface AstroCompiler {
  parse?: (
    text: string,
    options: object,
  ) => {
    readonly ast?: object;
    readonly diagnostics?: readonly { readonly severity: string | number; readonly text: string }[];
  };
}

interface Place {
  readonly offset: number;
}

/** A node of either compiler, as far as it is looked at. */
interface AstroNode {
  readonly type: string;
  readonly name?: unknown;
  readonly attributes?: readonly { readonly name?: string; readonly value?: string }[];
  readonly children?: readonly AstroNode[];
  /** Of `@astrojs/compiler`. */
  readonly position?: { readonly start: Place; readonly end: Place };
  /** Of `@astrojs/compiler-rs`. */
  readonly start: number;
  readonly end: number;
  readonly openingElement: { readonly end: number };
  readonly closingElement: { readonly start: number } | null;
}

/** Source: `DiagnosticSeverity` of `@astrojs/compiler` 2 to 4; that of `@astrojs/compiler-rs` has words. */
const ERRORS: readonly unknown[] = ['error', 1];

/**
 * The programs of an Astro file: what stands between the fences, and each script. They share no names.
 * @returns ranges of the text; nothing where the version of the compiler is not known
 * @throws Error where the compiler cannot read the text
 */
export function astroScripts(compiler: AstroCompiler, text: string): readonly Range[] | undefined {
  const parsed = compiler.parse?.(text, { position: true });
  if (!parsed?.ast) return undefined;
  const error = parsed.diagnostics?.find(({ severity }) => ERRORS.includes(severity));
  if (error) throw new Error(error.text);
  const found = [...partsOf(parsed.ast as AstroNode)];
  // some versions count bytes, some letters of JavaScript: the fences and tags themselves say which
  for (const offsetOf of [(offset: number) => offset, bytesToLetters(text)]) {
    const ranges = found.map(([kind, start, end]) => contentOf(kind, text, [offsetOf(start), offsetOf(end)]));
    if (ranges.every((range) => range !== undefined)) return ranges.filter(([start, end]) => start < end);
  }
  return undefined;
}

/** Fences with what is between them, or what is between two tags. */
type Part = readonly [kind: 'fences' | 'script', start: number, end: number];

/** Source: the trees of `parse` of `@astrojs/compiler` 2 to 4 and of `@astrojs/compiler-rs` 0.2 to 0.5. */
function* partsOf(node: AstroNode): Iterable<Part> {
  const { type, start, end, position } = node;
  if (type === 'frontmatter' && position) yield ['fences', position.start.offset, position.end.offset];
  // without fences there is an empty node all the same
  else if (type === 'AstroFrontmatter' && start < end) yield ['fences', start, end];
  else if (type === 'element' && node.name === 'script') {
    const [content] = node.children ?? [];
    if (isProgram(node) && content?.position) {
      yield ['script', content.position.start.offset, content.position.end.offset];
    }
  } else if (type === 'JSXElement' && node.children?.some((child) => child.type === 'AstroScript')) {
    if (node.closingElement) yield ['script', node.openingElement.end, node.closingElement.start];
  } else {
    for (const child of Object.values(node as object).flat()) {
      if (typeof child === 'object' && child !== null) yield* partsOf(child as AstroNode);
    }
  }
}

/** Whether a script is one by its type: others hold data. Its other compiler says so itself. */
function isProgram({ attributes = [] }: AstroNode): boolean {
  const { value = '' } = attributes.find(({ name }) => name === 'type') ?? {};
  return /^(?:module|(?:text|application)\/(?:java|ecma)script)?$/i.test(value);
}

/** What stands inside of the fences or tags; nothing where there are none at this place. */
function contentOf(kind: Part[0], text: string, [start, end]: Range): Range | undefined {
  if (kind === 'script') {
    return text[start - 1] === '>' && /^<\/script\b/i.test(text.slice(end, end + 9)) ? [start, end] : undefined;
  }
  const [, opening = '', content = ''] = /^(\s*---)([^]*)---\s*$/.exec(text.slice(start, end)) ?? [];
  return opening === '' ? undefined : [start + opening.length, start + opening.length + content.length];
}

function bytesToLetters(text: string): (offset: number) => number {
  const bytes = Buffer.from(text);
  return (offset) => bytes.subarray(0, offset).toString().length;
}
