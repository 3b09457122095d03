import { isCallName, isKnownExport, libraryOf, namesOf, spanMethods } from '../catalogue/find-calls.ts';
import { OPENTELEMETRY } from '../catalogue/libraries/opentelemetry.ts';
import type { LeadSearch } from './lead-search.ts';
import { MEMBER_CALL } from '../wrappers/wrapper-imports.ts';

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
  /** Whether a span may be made by a method only: of a class that is extended, or of a thing that any import may give. */
  readonly byMethod: boolean;
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
/** `extends Spans`, `extends mixed(Spans)`. */
const BASE = /\bextends\s+(?:[\w$]+\s*\(\s*)?([\w$]+)/g;
/** `export { run }`, `export default run`, `export const start = run`; `exports.run = run`, `module.exports = { run }`, `export = run`. */
const HANDED_ON = [
  /\bexport\s*(\{[^{}]*\}|default\s+[\w$.]+|(?:const|let|var)\s[^=;]*=\s*[\w$.]+)/g,
  /\bexport(?:s(?:\.[\w$]+)?)?\s*=\s*(\{[^{}]*\}|[\w$.]+)/g,
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
  const callsMethod = found(text, MEMBER_CALL).some(isWrapper);
  const bases = new Set(found(text, BASE));
  const handedOn = new Set(HANDED_ON.flatMap((way) => found(text, way).flatMap(wordsOf)));
  const leads = (module: string, name: string) =>
    handedOn.has(name) || isCallName(name) || isWrapper(`${module} ${name}`);
  return {
    makes: takesOfLibrary || methods.test(text) || words.some((word) => text.includes(word)),
    takesOfLibrary,
    taken: imports.flatMap(({ module, names, isWhole }): TakenLead[] => {
      if (isWhole) return [{ module, names: undefined, byMethod: false }];
      const own = names.filter((name) => leads(module, name));
      const others = names.filter((name) => !own.includes(name) && (callsMethod || bases.has(name)));
      return [
        ...(own.length > 0 ? [{ module, names: own, byMethod: false }] : []),
        ...(others.length > 0 ? [{ module, names: others, byMethod: true }] : []),
      ];
    }),
  };
}

/** What the first group of a pattern holds, wherever it matches. */
function found(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, group = '']) => group);
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
