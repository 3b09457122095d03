import type { analyze as Analyze } from '@typescript-eslint/scope-manager';
import { isTooDeep } from './nesting.ts';
import { parserLibraries } from './parser-libraries.ts';
import type { Source } from './tree.ts';

/** A text that is no program: where, and what the parser says. The offset is in UTF-16 code units, without a BOM. */
export interface ParseFault {
  readonly offset: number;
  readonly message: string;
}

/** A comment of a file; offsets in UTF-16 code units, without a BOM. */
export interface SourceComment {
  readonly type: 'Line' | 'Block';
  /** What stands between the marks. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Characters of the largest text that is parsed; the tree of one of 20 million is too large to be handed over. */
const LARGEST = 5_000_000;

/** A file that was parsed. */
export interface ParsedSource {
  readonly source: Source;
  /** Its comments, read out of the parser only when they are asked for. */
  readonly comments: () => readonly SourceComment[];
}

/**
 * Parses a file without a host: the tree that typescript-eslint gives, with its scopes.
 * @param text source text without a BOM
 * @param path its name, whose extension says the language; JSX and TypeScript are read in JavaScript files as well
 * @returns the tree with its scopes, or the first fault
 */
export function parseSource(text: string, path: string): ParsedSource | { readonly fault: ParseFault } {
  if (text.length > LARGEST)
    return { fault: { offset: 0, message: 'It has more than 5,000,000 characters: list it under `ignore`' } };
  if (isTooDeep(text)) return { fault: { offset: 0, message: 'It is nested too deep to be read.' } };
  const [first, second] = languagesOf(path).map((lang) => parse(text, path, lang));
  if (first && 'source' in first) return first;
  return second && 'source' in second ? second : (first as { readonly fault: ParseFault });
}

/** JavaScript files may hold the types of Flow, which simple files share with TypeScript. */
function languagesOf(path: string): ('ts' | 'tsx' | 'jsx')[] {
  if (/\.[cm]?ts$/.test(path)) return ['ts'];
  return path.endsWith('.tsx') ? ['tsx'] : ['jsx', 'tsx'];
}

function parse(text: string, path: string, lang: 'ts' | 'tsx' | 'jsx'): ParsedSource | { readonly fault: ParseFault } {
  const { parseSync, analyze, visitorKeys } = parserLibraries();
  const result = parseSync(path, text, { lang, astType: 'ts', range: true, preserveParens: false });
  const { program, errors } = result;
  const [error] = errors;
  // a return at the top level and its like leave a whole tree
  if (error && program.body.length === 0) {
    return { fault: { offset: error.labels[0]?.start ?? 0, message: error.message } };
  }
  try {
    const sourceType = program.sourceType === 'module' ? 'module' : 'script';
    const scopeManager = analyze(program as unknown as Parameters<typeof Analyze>[0], { sourceType });
    return { source: { ast: program, text, scopeManager, visitorKeys }, comments: () => result.comments };
  } catch (fault) {
    // a chain of tens of thousands of operators is deeper than the stack
    return { fault: { offset: 0, message: fault instanceof Error ? fault.message : String(fault) } };
  }
}

/**
 * The errors that a parser finds in a text beyond its syntax as well, such as a name that is declared twice.
 * @param text source text without a BOM
 */
export function earlyErrorsOf(text: string, path: string): readonly string[] {
  const { parseSync } = parserLibraries();
  const counts = languagesOf(path).map((lang) =>
    parseSync(path, text, { lang, astType: 'ts', showSemanticErrors: true }).errors.map((error) => error.message),
  );
  return counts.reduce((least, errors) => (errors.length < least.length ? errors : least));
}
