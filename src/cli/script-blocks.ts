import { createRequire } from 'node:module';
import path from 'node:path';

/** JavaScript and TypeScript, read as they are. */
const PROGRAMS = /\.[cm]?[jt]sx?$/;
/** Files of components, which hold scripts beside other things. */
const COMPONENTS = /\.(?:vue|svelte|astro)$/;

/** Whether a file is of a kind that may be read, by its name. */
export function isSourceFile(file: string): boolean {
  return PROGRAMS.test(file) || COMPONENTS.test(file);
}

/** The program in a file: its text with offsets that are true in the file, and a path whose extension says the language. */
export type Scripts = { readonly text: string; readonly path: string } | { readonly skipped: string };

/** The script blocks of a component, as offsets, and their language. */
interface Blocks {
  readonly ranges: readonly (readonly [start: number, end: number])[];
  readonly language: string | undefined;
}

/**
 * The program that a file holds. Of a component all but its scripts is blanked out, so every place stays where it is. The blocks are
 * found by the compiler that the project itself uses; without one the file is skipped.
 * @param file its path, or a virtual name
 */
export function scriptsOf(file: string, text: string): Scripts {
  const extension = path.extname(file);
  const read = READERS[extension];
  if (!read) return COMPONENTS.test(file) ? { skipped: `${extension} files are not read` } : { text, path: file };
  const [module, blocksOf] = read;
  const compiler = compilerFor(file, module);
  if (compiler === undefined) return { skipped: `reading it takes ${module}, which is not installed here` };
  let blocks: Blocks | undefined;
  try {
    blocks = blocksOf(compiler, text, file);
  } catch (error) {
    return { skipped: `${module} cannot read it: ${firstLine(error)}` };
  }
  if (!blocks) return { skipped: `the version of ${module} here is not known` };
  return {
    text: blanked(text, blocks.ranges),
    path: `${file}.${/^tsx?$/.test(blocks.language ?? '') ? (blocks.language ?? '') : 'js'}`,
  };
}

const READERS: Readonly<
  Record<string, readonly [module: string, (compiler: object, text: string, file: string) => Blocks | undefined]>
> = {
  '.vue': ['vue/compiler-sfc', vueBlocks],
  '.svelte': ['svelte/compiler', svelteBlocks],
};

interface VueCompiler {
  parse?: (
    text: string,
    options: object,
  ) => { descriptor?: Partial<Record<'script' | 'scriptSetup', VueBlock | null>>; errors?: readonly unknown[] };
}

interface VueBlock {
  readonly lang?: string;
  readonly loc: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
}

/** Source: `parse` of `vue/compiler-sfc` 3; that of 2.7 gives no descriptor in this form. */
function vueBlocks(compiler: VueCompiler, text: string, file: string): Blocks | undefined {
  const parsed = compiler.parse?.(text, { filename: file, sourceMap: false });
  if (!parsed?.descriptor || !parsed.errors) return undefined;
  const [error] = parsed.errors;
  if (error) throw error as Error;
  const { script, scriptSetup } = parsed.descriptor;
  const blocks = [script, scriptSetup].filter((block) => block !== null && block !== undefined);
  return {
    ranges: blocks.map(({ loc }) => [loc.start.offset, loc.end.offset]),
    language: blocks.find((block) => block.lang !== undefined)?.lang,
  };
}

interface SvelteCompiler {
  parse?: (text: string, options: object) => Partial<Record<'instance' | 'module', SvelteScript | null>>;
}

interface SvelteScript {
  readonly content: { readonly start: number; readonly end: number };
  readonly attributes?: readonly { readonly name?: string; readonly value?: unknown }[];
}

/** Source: the modern tree of `parse` of `svelte/compiler` 5. */
function svelteBlocks(compiler: SvelteCompiler, text: string): Blocks | undefined {
  const root = compiler.parse?.(text, { modern: true });
  if (!root) return undefined;
  const blocks = [root.module, root.instance].filter((block) => block !== null && block !== undefined);
  if (blocks.some((block) => !block.attributes)) return undefined;
  const typed = blocks.some((block) =>
    block.attributes?.some(
      ({ name, value }) => name === 'lang' && /"data":"(?:ts|typescript)"/.test(JSON.stringify(value)),
    ),
  );
  return { ranges: blocks.map(({ content }) => [content.start, content.end]), language: typed ? 'ts' : undefined };
}

const compilers = new Map<string, object | undefined>();

function compilerFor(file: string, module: string): object | undefined {
  const folder = path.dirname(path.resolve(file));
  const key = `${module}\n${folder}`;
  if (!compilers.has(key)) {
    let compiler: object | undefined;
    try {
      compiler = createRequire(path.join(folder, 'any.js'))(module) as object;
    } catch {
      // not installed, or broken: the file is told as skipped
    }
    compilers.set(key, compiler);
  }
  return compilers.get(key);
}

/** A text of which only some ranges are left; line breaks stay, all else becomes spaces. */
function blanked(text: string, ranges: Blocks['ranges']): string {
  let result = '';
  let at = 0;
  const blank = (part: string) => part.replace(/[^\n\r\u2028\u2029]/g, ' ');
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    result += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return result + blank(text.slice(at));
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
