import { createRequire } from 'node:module';
import path from 'node:path';
import type { Range } from '../../analysis/syntax/tree.ts';
import { ASTRO_COMPILERS, astroScripts } from './astro-scripts.ts';

/** JavaScript and TypeScript, read as they are. */
const PROGRAMS = /\.[cm]?[jt]sx?$/;
/** Files of components, which hold scripts beside other things. */
const COMPONENTS = /\.(?:vue|svelte|astro)$/;

/** Whether a file holds more than its scripts: a template, which may read what they import. */
export function isComponent(file: string): boolean {
  return COMPONENTS.test(file);
}

/** Whether a file is of a kind that may be read, by its name. */
export function isSourceFile(file: string): boolean {
  return PROGRAMS.test(file) || COMPONENTS.test(file);
}

/** A program in a file: a text whose offsets are true in the file, and a path whose extension says the language. */
export interface Program {
  readonly text: string;
  readonly path: string;
  /** Where it stands in the file: the first and the last offset that are its own. */
  readonly range: Range;
}

/** The programs of a file, at least one of them; their names are not each other's. */
export type Scripts = { readonly programs: readonly Program[] } | { readonly skipped: string };

/** The script blocks of a component that share their names, as offsets, and their language. */
interface Blocks {
  readonly ranges: readonly Range[];
  readonly language: string | undefined;
}

/** How the scripts in a kind of component are found. */
interface Reader {
  /** What a person calls the compiler. */
  readonly title: string;
  /** The compiler by the modules that it may be; the first that the project has is taken. */
  readonly modules: readonly string[];
  /** The package that brings the compiler with it, where that is not the one that a project asks for. */
  readonly owner?: string;
  /** One `Blocks` a program; nothing where the version of the compiler is not known. */
  readonly programsOf: (compiler: object, text: string, file: string) => readonly Blocks[] | undefined;
}

const READERS: Readonly<Record<string, Reader>> = {
  '.vue': { title: 'vue/compiler-sfc', modules: ['vue/compiler-sfc'], programsOf: vueBlocks },
  '.svelte': { title: 'svelte/compiler', modules: ['svelte/compiler'], programsOf: svelteBlocks },
  '.astro': { title: 'the compiler of astro', modules: ASTRO_COMPILERS, owner: 'astro', programsOf: astroBlocks },
};

/**
 * The programs that a file holds. Of a component all but a script is blanked out, so every place stays where it is. The blocks are
 * found by the compiler that the project itself uses; without one the file is skipped.
 * @param file its path, or a virtual name
 */
export function scriptsOf(file: string, text: string): Scripts {
  const reader = READERS[path.extname(file)];
  if (!reader) return { programs: [{ text, path: file, range: [0, text.length] }] };
  const { programsOf, title } = reader;
  const compiler = compilerFor(file, reader);
  if (compiler === undefined) return { skipped: `reading it takes ${title}, which is not installed here` };
  let programs: readonly Blocks[] | undefined;
  try {
    programs = programsOf(compiler, text, file);
  } catch (error) {
    return { skipped: `${title} cannot read it: ${firstLine(error)}` };
  }
  if (!programs) return { skipped: `the version of ${title} here is not known` };
  return { programs: (programs.length === 0 ? [NO_BLOCKS] : programs).map((blocks) => programOf(file, text, blocks)) };
}

const NO_BLOCKS: Blocks = { ranges: [], language: undefined };

function programOf(file: string, text: string, { ranges, language }: Blocks): Program {
  return {
    text: blanked(text, ranges),
    path: `${file}.${language !== undefined && /^tsx?$/.test(language) ? language : 'js'}`,
    range: ranges.length === 0 ? [0, text.length] : [Math.min(...ranges.flat()), Math.max(...ranges.flat())],
  };
}

/**
 * Whether the template of a component may read a variable of its scripts, by its name. Vue takes `:tool-name` for `toolName` too.
 * @param text of the whole file
 */
export function readsAround(file: string, text: string): (name: string) => boolean {
  const scripts = scriptsOf(file, text);
  const programs = 'skipped' in scripts ? [] : scripts.programs;
  const isOwn = (at: number) => programs.some((program) => program.text[at] === text[at]);
  const around = [...text.split('').keys()].map((at) => (isOwn(at) ? ' ' : text.charAt(at))).join('');
  return (name) => {
    const kebab = name.replace(/\B[A-Z]/g, '-$&').toLowerCase();
    return [name, kebab].some((word) =>
      new RegExp(`(?<![\\w-])${word.replaceAll('$', String.raw`\$`)}(?![\\w$-])`).test(around),
    );
  };
}

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
function vueBlocks(compiler: VueCompiler, text: string, file: string): readonly Blocks[] | undefined {
  const parsed = compiler.parse?.(text, { filename: file, sourceMap: false });
  if (!parsed?.descriptor || !parsed.errors) return undefined;
  const [error] = parsed.errors;
  if (error) throw error as Error;
  const { script, scriptSetup } = parsed.descriptor;
  const blocks = [script, scriptSetup].filter((block) => block !== null && block !== undefined);
  const language = blocks.find((block) => block.lang !== undefined)?.lang;
  return [{ ranges: blocks.map(({ loc }) => [loc.start.offset, loc.end.offset]), language }];
}

interface SvelteCompiler {
  parse?: (text: string, options: object) => Partial<Record<'instance' | 'module', SvelteScript | null>>;
}

interface SvelteScript {
  readonly content: { readonly start: number; readonly end: number };
  readonly attributes?: readonly { readonly name?: string; readonly value?: unknown }[];
}

/** Source: the modern tree of `parse` of `svelte/compiler` 5. */
function svelteBlocks(compiler: SvelteCompiler, text: string): readonly Blocks[] | undefined {
  const root = compiler.parse?.(text, { modern: true });
  if (!root) return undefined;
  const blocks = [root.module, root.instance].filter((block) => block !== null && block !== undefined);
  if (blocks.some((block) => !block.attributes)) return undefined;
  const typed = blocks.some((block) =>
    block.attributes?.some(
      ({ name, value }) => name === 'lang' && /"data":"(?:ts|typescript)"/.test(JSON.stringify(value)),
    ),
  );
  return [{ ranges: blocks.map(({ content }) => [content.start, content.end]), language: typed ? 'ts' : undefined }];
}

/** Source: the fences and the scripts of an Astro file are TypeScript, each for itself. */
function astroBlocks(compiler: object, text: string): readonly Blocks[] | undefined {
  return astroScripts(compiler, text)?.map((range) => ({ ranges: [range], language: 'ts' }));
}

const compilers = new Map<string, object | undefined>();

/** The compiler that a file of the project finds, or the package that brings it. */
function compilerFor(file: string, { modules, owner }: Reader): object | undefined {
  const folder = path.dirname(path.resolve(file));
  const key = `${modules.join()}\n${folder}`;
  if (!compilers.has(key)) {
    const own = createRequire(path.join(folder, 'any.js'));
    const outer = owner === undefined ? undefined : attempt(() => createRequire(own.resolve(`${owner}/package.json`)));
    const asked = [own, ...(outer ? [outer] : [])].flatMap((require) =>
      modules.map((module) => () => require(module) as object),
    );
    compilers.set(key, firstOf(asked));
  }
  return compilers.get(key);
}

/** The first that is there, and the others are not loaded. */
function firstOf<Result>(asked: readonly (() => Result)[]): Result | undefined {
  for (const one of asked) {
    const result = attempt(one);
    if (result !== undefined) return result;
  }
  return undefined;
}

function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    // not installed, or broken: the file is told as skipped
    return undefined;
  }
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
