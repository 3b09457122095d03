import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { hole, importedAlternatives, join, type Alternatives } from './alternatives.ts';
import { isCounting } from './counting.ts';
import { isGivenLater } from './given-later.ts';
import { parameterTexts } from './forwarded.ts';
import { sourcesOf, type ValueSource } from './sources.ts';
import type { Bound, TextReader } from './text-reader.ts';
import { isFunction, type Node, type Tree } from './tree.ts';

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
  const sources = sourcesOf(reader.tree, variable).filter((source) => !isGivenLater(reader.tree, source, at));
  if (sources.some(isCounting)) return hole('variable', at);
  const plain: Alternatives[] = [];
  const appended: Alternatives[] = [];
  for (const source of sources) {
    if (source.kind === 'value' && source.operator === '+=') appended.push(reader.read(source.node, bound));
    else if (source.kind === 'value' && !SETTING.includes(source.operator)) plain.push(hole('variable', at));
    else plain.push(sourceTexts(reader, variable, source, at, bound));
  }
  if (appended.length === 0) return plain.flat();
  const isLooped = sources.some(
    (source) => source.kind === 'value' && source.operator === '+=' && isInLoop(reader.tree, source.node, at),
  );
  if (isLooped || appended.length > MOST_APPENDED) return [...plain.flat(), ...hole('variable', at)];
  let all: Alternatives = plain.flat();
  for (const more of appended) all = [...all, ...join(all, more)];
  return all;
}

/** Whether a node stands in a loop of its function that the use is not in. */
function isInLoop(tree: Tree, node: Node, use: Node): boolean {
  for (let up = tree.parentOf(node); up && !isFunction(up); up = tree.parentOf(up)) {
    if (/^(?:For|While|DoWhile)/.test(up.type) && !(up.range[0] <= use.range[0] && use.range[1] <= up.range[1]))
      return true;
  }
  return false;
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
