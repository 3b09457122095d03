import { parseSource } from '../../analysis/parsing/parse.ts';
import { literalPattern } from '../../analysis/texts/literal-pattern.ts';
import { callFakes, type CallFake, type MovedMethod } from '../../analysis/spans/call-fakes.ts';
import { treeOf } from '../../analysis/syntax/tree.ts';
import type { MovedCallback } from '../../site-plan.ts';
import { contractFor, type ContractSettings } from '../../contract/find-contract.ts';
import { compare } from '../check/check-texts.ts';
import { scriptsOf } from '../files/script-blocks.ts';
import { shownPath } from '../files/shown-path.ts';
import type { TextTest } from '../wrapper-words.ts';
import type { ReadFile } from './run-files.ts';
import { isOfTests } from './run-programs.ts';

/** A mock, or a test, that knows a callback by a place among the arguments that it has no longer. */
export interface OldCallbackPlace {
  readonly file: string;
  /** What the file held before, without a BOM, and where in it. */
  readonly text: string;
  readonly offset: number;
  readonly quoted: string;
  readonly how: CallFake['how'];
  readonly method: string;
  /** The old place among the arguments, from 0. */
  readonly from: number;
}

/**
 * The code of a run that would miss callbacks which were moved: mocks wherever they are, and in tests all that has the name of the method.
 * @param matching the files whose text passes a test, those that the contract ignores too
 */
export function oldCallbackPlaces(
  moved: readonly MovedCallback[],
  matching: (test: TextTest) => Iterable<ReadFile>,
  settings: ContractSettings,
): readonly OldCallbackPlace[] {
  const methods = methodsOf(moved);
  if (methods.length === 0) return [];
  const files = [...matching({ test: (text) => methods.some(({ method }) => text.includes(method)) })];
  return files
    .flatMap((file) => placesIn(file, methods, settings))
    .sort((a, b) => compare(a.file, b.file) || a.offset - b.offset);
}

function placesIn(
  { file, text }: ReadFile,
  methods: readonly MovedMethod[],
  settings: ContractSettings,
): readonly OldCallbackPlace[] {
  const found = contractFor(file, settings);
  const scripts = found.ok ? scriptsOf(file, text) : undefined;
  if (!found.ok || !scripts || 'skipped' in scripts) return [];
  const shown = shownPath(file, settings.cwd ?? process.cwd());
  return scripts.programs.flatMap((program) => {
    const parsed = parseSource(program.text, program.path);
    if ('fault' in parsed) return [];
    const tree = treeOf(parsed.source);
    const isInTest = found.ignored || isOfTests(tree, shown);
    return methods.flatMap((one) =>
      callFakes(tree, one)
        .filter(({ isMock }) => isMock || isInTest)
        .map(({ node, how }) => ({
          file,
          text,
          offset: node.range[0],
          quoted: tree.quote(node, MOST_SHOWN),
          how,
          method: one.method,
          from: one.from,
        })),
    );
  });
}

const MOST_SHOWN = 60;

/** The methods, each once for a place, with a test for the names of their spans. */
function methodsOf(moved: readonly MovedCallback[]): readonly MovedMethod[] {
  const byPlace = new Map<string, { readonly method: string; readonly from: number; readonly names: Set<string> }>();
  for (const { method, from, names } of moved) {
    const key = `${method} ${String(from)}`;
    const known = byPlace.get(key) ?? { method, from, names: new Set() };
    byPlace.set(key, known);
    for (const name of names) known.names.add(name);
  }
  return [...byPlace.values()].map(({ method, from, names }) => {
    const patterns = [...names].map(patternOf);
    return { method, from, isName: (text) => patterns.some((pattern) => pattern.test(text)) };
  });
}

/** What the texts of a name look like. @param name what varies in it in braces */
function patternOf(name: string): RegExp {
  const fixed = name.split(/\{[^{}]*\}/).map(literalPattern);
  return new RegExp(`^${fixed.join('.+')}$`, 's');
}
