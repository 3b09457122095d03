import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { hole, importedAlternatives, join, type Alternatives } from './alternatives.ts';
import { isAlwaysBefore, isRepeatedFor } from '../syntax/always-before.ts';
import { isCounting } from './counting.ts';
import { isGivenLater } from '../syntax/given-later.ts';
import { parameterTexts } from '../wrappers/forwarded.ts';
import { valuesOf, type ValueSource } from '../syntax/sources.ts';
import type { Bound, TextReader } from './text-reader.ts';
import type { Node, Tree } from '../syntax/tree.ts';

/** Operators that set a variable to what stands behind them, if anything. */
const SETTING = ['=', 'default', '??=', '||=', '&&='];
/** The most `+=` that are put together. */
const MOST_APPENDED = 3;

/**
 * All texts that a variable can be where it is used: each of its values; `+=` appends to all that were given plainly, once, and anything
 * else is a hole.
 * @param at the use, which is blamed where they are not known
 */
export function variableTexts(
  reader: TextReader,
  variable: Variable,
  at: TSESTree.Identifier,
  bound: Bound,
): Alternatives {
  const sources = liveSources(
    reader.tree,
    valuesOf(reader.tree, variable).filter((source) => !isGivenLater(reader.tree, source, at)),
    at,
  );
  if (sources.some(isCounting)) return hole('variable', at);
  const plain: Alternatives[] = [];
  const appended: { readonly texts: Alternatives; readonly always: boolean }[] = [];
  for (const source of sources) {
    if (source.kind === 'value' && source.operator === '+=')
      appended.push({
        texts: reader.read(source.node, bound),
        always: isAlwaysBefore(reader.tree, reader.tree.parentOf(source.node) as Node, at),
      });
    else if (source.kind === 'value' && !SETTING.includes(source.operator)) plain.push(hole('variable', at));
    else plain.push(sourceTexts(reader, variable, source, at, bound));
  }
  if (appended.length === 0) return plain.flat();
  const isLooped = sources.some(
    (source) => source.kind === 'value' && source.operator === '+=' && isRepeatedFor(reader.tree, source.node, at),
  );
  if (isLooped || appended.length > MOST_APPENDED) return [...plain.flat(), ...hole('variable', at)];
  let all: Alternatives = plain.flat();
  for (const { texts, always } of appended) all = [...(always ? [] : all), ...join(all, texts)];
  return all;
}

/** Sources without those that an assignment further down replaces before the use, whatever happens. */
function liveSources(tree: Tree, sources: readonly ValueSource[], at: Node): readonly ValueSource[] {
  if (sources.length < 2) return sources;
  const replacing = sources.findLast((source) => {
    const assignment = source.kind === 'value' && source.operator === '=' ? tree.parentOf(source.node) : undefined;
    return assignment?.type === 'AssignmentExpression' && isAlwaysBefore(tree, assignment, at);
  });
  if (replacing?.kind !== 'value') return sources;
  const fn = tree.functionAround(replacing.node);
  return sources.filter(
    (source) =>
      source.kind !== 'value' ||
      source.node.range[0] >= replacing.node.range[0] ||
      tree.functionAround(source.node) !== fn,
  );
}

function sourceTexts(
  reader: TextReader,
  variable: Variable,
  source: ValueSource,
  at: TSESTree.Identifier,
  bound: Bound,
): Alternatives {
  switch (source.kind) {
    case 'import': {
      const texts = reader.importedTexts(source.module, source.path);
      return texts ? importedAlternatives(texts, at) : hole('unknown', at);
    }
    case 'value':
      return source.path.length === 0
        ? reader.read(source.node, bound)
        : reader.readPath(source.node, source.path, at, bound);
    case 'element':
      return reader.readPath(source.of, [undefined, ...source.path], at, bound);
    case 'parameter':
      return parameterTexts(reader, source, at);
    case 'unknown':
      return hole(source.node !== at && isCaught(variable) ? 'variable' : 'unknown', at);
    default:
      return hole('unknown', at);
  }
}

function isCaught(variable: Variable): boolean {
  return variable.defs.some((definition) => (definition.type as string) === 'CatchClause');
}
