import type { ModuleSummaries } from '../modules/module-summaries.ts';
import type { OpenedSource } from '../parsing/parse.ts';

/** Names that wrappers of a project are called by. */
export interface WrapperNames {
  readonly all: ReadonlySet<string>;
  /** Those of them that are methods, which are called on a thing of any name. */
  readonly methods: ReadonlySet<string>;
}

/** Modules that no import statement names. */
const OTHER_IMPORTS = /\b(?:require|import)\s*\(/;
/** A call of a member, by its name. */
export const MEMBER_CALL = /\.\s*([\w$]+)\s*(?:\?\.\s*)?[(<]/g;
/** What a member is taken of, where that is names alone. */
const OWNER = /(?<![\w$.]|\.\s+)([\w$]+(?:\s*[?!]?\.\s*[\w$]+)*)\s*[?!]?$/;
/** The most characters of an owner. */
const LONGEST_OWNER = 200;

/**
 * Whether a file may call a wrapper by one of some names, or hand it on under another, told by its imports and its text, without a tree.
 * @param summaries what the imports of the file lead to
 */
export function mayCallWrapper(
  { text, module }: OpenedSource,
  { all, methods }: WrapperNames,
  summaries: ModuleSummaries,
): boolean {
  if (OTHER_IMPORTS.test(text)) return true;
  const imports = module.staticImports.flatMap(({ moduleRequest, entries }) =>
    entries.map(({ importName: { kind, name }, localName }) => ({
      module: moduleRequest.value,
      /** Empty for a whole module. */
      path: kind === 'Name' ? [name ?? ''] : kind === 'Default' ? ['default'] : [],
      local: localName.value,
    })),
  );
  // a function of a library that a file hands on is found by its origin
  const isWrapper = (from: string, path: readonly string[]) =>
    summaries.wrapper(from, path) !== undefined || summaries.origin(from, path)?.kind === 'module';
  const handedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, importName: { name } }) =>
      moduleRequest && name !== null ? { module: moduleRequest.value, path: [name] } : [],
    ),
  );
  if ([...imports, ...handedOn].some(({ module: from, path }) => all.has(path[0] ?? '') && isWrapper(from, path)))
    return true;
  for (const { 1: name = '', index } of text.matchAll(MEMBER_CALL)) {
    if (!all.has(name)) continue;
    if (methods.has(name)) return true;
    const [, owner = ''] = OWNER.exec(text.slice(Math.max(0, index - LONGEST_OWNER), index)) ?? [];
    const [root, ...steps] = owner.split(/[\s.?!]+/);
    const imported = imports.find(({ local }) => local === root);
    if (imported && isWrapper(imported.module, [...imported.path, ...steps, name])) return true;
  }
  return false;
}
