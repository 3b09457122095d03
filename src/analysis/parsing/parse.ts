import type { analyze as Analyze } from '@typescript-eslint/scope-manager';
import type { EcmaScriptModule, ParseResult } from 'oxc-parser';
import { isTooDeep } from './nesting.ts';
import { parserLibraries } from './parser-libraries.ts';
import type { Source } from '../syntax/tree.ts';

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

interface Fault {
  readonly fault: ParseFault;
}

/** A file whose imports and exports are known; its tree and scopes, which take four times as long, are made when they are asked for. */
export interface OpenedSource {
  readonly text: string;
  readonly module: EcmaScriptModule;
  readonly parsed: () => ParsedSource | Fault;
}

/** Characters of texts that are kept open: a run meets a file as one that is checked and as one that others import. */
const MOST_KEPT = 1_000_000;
/** Files that were opened last, by path. */
const opened = new Map<string, OpenedSource>();
let size = 0;

/**
 * Parses a file without a host: the tree that typescript-eslint gives, with its scopes.
 * @param text source text without a BOM
 * @param path its name, whose extension says the language; JSX and TypeScript are read in JavaScript files as well
 * @returns the tree with its scopes, or the first fault
 */
export function parseSource(text: string, path: string): ParsedSource | Fault {
  const file = openSource(text, path);
  if ('fault' in file) return file;
  const parsed = file.parsed();
  // a reading belongs to a source and the moment it was made; the tree may serve several
  return 'fault' in parsed ? parsed : { ...parsed, source: { ...parsed.source } };
}

/**
 * Opens a file as far as its imports and exports show.
 * @param text source text without a BOM
 * @param path as for `parseSource`
 * @returns the file, or the first fault
 */
export function openSource(text: string, path: string): OpenedSource | Fault {
  const known = opened.get(path);
  if (known) {
    opened.delete(path);
    size -= known.text.length;
  }
  const file = known?.text === text ? known : openAnew(text, path);
  if ('fault' in file) return file;
  opened.set(path, file);
  size += text.length;
  for (const [oldest, { text: its }] of opened) {
    if (size <= MOST_KEPT) break;
    opened.delete(oldest);
    size -= its.length;
  }
  return file;
}

function openAnew(text: string, path: string): OpenedSource | Fault {
  if (text.length > LARGEST)
    return { fault: { offset: 0, message: 'It has more than 5,000,000 characters: list it under `ignore`' } };
  if (isTooDeep(text)) return { fault: { offset: 0, message: 'It is nested too deep to be read.' } };
  const [first, second] = languagesOf(path);
  const file = open(text, path, first);
  if (!('fault' in file) || second === undefined) return file;
  const other = open(text, path, second);
  return 'fault' in other ? file : other;
}

/** JavaScript files may hold the types of Flow, which simple files share with TypeScript. */
function languagesOf(path: string): readonly ['ts' | 'tsx' | 'jsx', 'tsx'?] {
  if (/\.[cm]?ts$/.test(path)) return ['ts'];
  return path.endsWith('.tsx') ? ['tsx'] : ['jsx', 'tsx'];
}

function open(text: string, path: string, lang: 'ts' | 'tsx' | 'jsx'): OpenedSource | Fault {
  const result = parserLibraries().parseSync(path, text, { lang, astType: 'ts', range: true, preserveParens: false });
  const [error] = result.errors;
  // a return at the top level and its like leave a whole tree
  if (error && result.program.body.length === 0) {
    return { fault: { offset: error.labels[0]?.start ?? 0, message: error.message } };
  }
  let parsed: ParsedSource | Fault | undefined;
  return { text, module: result.module, parsed: () => (parsed ??= withScopes(text, result)) };
}

function withScopes(text: string, result: ParseResult): ParsedSource | Fault {
  const { analyze, visitorKeys } = parserLibraries();
  const { program } = result;
  try {
    const sourceType = program.sourceType === 'module' ? 'module' : 'script';
    const scopeManager = analyze(program as unknown as Parameters<typeof Analyze>[0], { sourceType, lib: [] });
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
  const languages = languagesOf(path).flatMap((lang) => lang ?? []);
  const counts = languages.map((lang) =>
    parseSync(path, text, { lang, astType: 'ts', showSemanticErrors: true }).errors.map((error) => error.message),
  );
  return counts.reduce((least, errors) => (errors.length < least.length ? errors : least));
}
