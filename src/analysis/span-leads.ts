import { isCallName, isKnownExport, libraryOf, namesOf, spanMethods } from './catalogue/find-calls.ts';
import { OPENTELEMETRY } from './catalogue/libraries/opentelemetry.ts';

/** What a text tells, without a tree, of the spans that the functions of its file may make. */
export interface SpanLeads {
  /** Whether a call that makes a span may stand in it. */
  readonly makes: boolean;
  /** Whether it takes a function that makes spans from a library, or a thing that has such functions. */
  readonly takesOfLibrary: boolean;
  /** What it takes of other modules that may make a span. */
  readonly taken: readonly TakenLead[];
}

/** What is taken of a module. */
export interface TakenLead {
  readonly module: string;
  /** Words among which are the names; nothing where any export may be meant. */
  readonly names: readonly string[] | undefined;
  /** Whether only methods lead on, which are called on a thing that any import may give. */
  readonly byMethod: boolean;
}

/** What is looked for. */
export interface LeadSearch {
  /** Whether a function may be a wrapper, by its module and path joined by blanks. */
  readonly isWrapper: (name: string) => boolean;
  /** Names of the wrappers that the contract lists. */
  readonly words: readonly string[];
}

/** An import or a module that is handed on, in any module system. */
const SPECIFIER = /\b(from|import|require)\b(\s*\()?\s*['"`]([^'"`\n]+)['"`]/g;
/** Where a clause begins, such as `import { run }`; the last one before a specifier is its own. */
const BEGINNING = /\b(?:import|export|const|let|var)\b/g;
const KEYWORDS: ReadonlySet<string> = new Set(['import', 'export', 'const', 'let', 'var', 'type', 'as', 'await']);
/** The most characters of a clause. */
const LONGEST_CLAUSE = 2000;
/** What names the parts of a module that is loaded by a call. */
const DECLARATION = /^(?:import|const|let|var)\s*(?:\{[^{}]*\}|\s[\w$]+)\s*=\s*(?:await\s*)?\(?$/;
const MEMBER_CALL = /\.\s*([\w$]+)\s*(?:\?\.\s*)?[(<]/g;
/** Names that a class extends, or that are handed on: `extends Spans`, `export { run }`, `export const start = run`, `exports.run = run`. */
const USES = [
  /\bextends\s+((?:[\w$]+\s*\(\s*)?[\w$]+)/g,
  /\bexport\s*(\{[^{}]*\}|default\s+[\w$.]+|(?:const|let|var)\s[^=;]*=\s*[\w$.]+)/g,
  /\bexports(?:\.[\w$]+)?\s*=\s*(\{[^{}]*\}|[\w$.]+)/g,
];

let methods: RegExp | undefined;

/** Reads a text, which need not be one that parses, for what leads to spans; it finds too much rather than too little. */
export function spanLeadsOf(text: string, { isWrapper, words }: LeadSearch): SpanLeads {
  methods ??= new RegExp(String.raw`(?:\.|\[\s*['"\`])\s*(?:${[...spanMethods(), 'updateName'].join('|')})\b`);
  const imports = [...text.matchAll(SPECIFIER)].flatMap(({ 1: word, 2: call, 3: module = '', index }) =>
    // an import for its effects gives nothing
    word === 'import' && call === undefined ? [] : [clauseBefore(text, index, module, call !== undefined)],
  );
  const takesOfLibrary = imports.some(isOfLibrary);
  const callsMethod = [...text.matchAll(MEMBER_CALL)].some(([, name = '']) => isWrapper(name));
  const used = new Set(USES.flatMap((use) => [...text.matchAll(use)].flatMap(([, words = '']) => wordsOf(words))));
  return {
    makes: takesOfLibrary || methods.test(text) || words.some((word) => text.includes(word)),
    takesOfLibrary,
    taken: imports.flatMap(({ module, names, isWhole }): TakenLead[] => {
      if (isWhole) return [{ module, names: undefined, byMethod: false }];
      const leading = names.filter((name) => used.has(name) || isCallName(name) || isWrapper(`${module} ${name}`));
      if (callsMethod) return [{ module, names, byMethod: leading.length === 0 }];
      return leading.length > 0 ? [{ module, names: leading, byMethod: false }] : [];
    }),
  };
}

interface Clause {
  readonly module: string;
  /** Whether all of the module is taken. */
  readonly isWhole: boolean;
  readonly isDefault: boolean;
  readonly names: readonly string[];
}

/** @param isLoaded whether a call loads it: `require('./spans')` */
function clauseBefore(text: string, end: number, module: string, isLoaded: boolean): Clause {
  const before = text.slice(Math.max(0, end - LONGEST_CLAUSE), end);
  const clause = before.slice([...before.matchAll(BEGINNING)].at(-1)?.index ?? 0);
  const names = wordsOf(clause);
  const isDefault = !clause.includes('{') || /\w\s*,\s*\{/.test(clause);
  const isWhole = isLoaded ? !DECLARATION.test(clause) : clause.includes('*');
  return { module, isWhole, isDefault, names: isDefault ? [...names, 'default'] : names };
}

function wordsOf(text: string): readonly string[] {
  return (text.match(/[\w$]+/g) ?? []).filter((word) => !KEYWORDS.has(word));
}

/** Whether what a file takes of a module is a function that makes spans, or a thing that has such functions. */
function isOfLibrary({ module, isDefault, isWhole, names }: Clause): boolean {
  const library = libraryOf(module);
  if (!library || library === OPENTELEMETRY) return false;
  return isDefault || isWhole || names.some((name) => isKnownExport(module, name) || namesOf(library).has(name));
}
