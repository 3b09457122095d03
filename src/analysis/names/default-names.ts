import type { Variable } from '@typescript-eslint/scope-manager';
import { literalOf, literalText, type ExactText } from './name-value.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { variesByRun } from './varying-parts.ts';
import { unwrap, type Node, type Tree } from '../syntax/tree.ts';

const DEEPEST = 4;

/** A text that a span is called by where the rest of its name is not fixed, with the one node that it is written in. */
export interface DefaultText extends ExactText {
  /** What stands in the choice: the literal, or a constant or member of a table that is nothing else. */
  readonly expression: Node;
  /** The variables on the way to the name, which hold this text or another one. */
  readonly holders: readonly Holder[];
}

/** A variable and the expression that it is given, or its default. */
interface Holder {
  readonly variable: Variable;
  readonly value: Node;
}

/**
 * Texts that a span is called by where the rest of its name is not fixed: the default of an option or of a parameter, one side of a
 * choice. What is put together of several values is left out.
 */
export function defaultNames(reading: FileReading, site: SpanSite): readonly DefaultText[] {
  // what wrappers and libraries add to a name would count as well
  if (site.suffix !== undefined || (site.name.kind !== 'pattern' && site.name.kind !== 'forwarded')) return [];
  if (site.name.kind === 'forwarded' && site.name.changed) return [];
  if (site.name.kind === 'pattern' && site.name.patterns.some((parts) => parts.some((part) => part.ofWrapper)))
    return [];
  return defaultsIn(reading, site.nameNode, []).filter(({ text }) => text !== '');
}

/** @param holders the variables whose value the expression is a part of: a variable in it counts where it holds a literal */
function defaultsIn(
  reading: FileReading,
  expression: Node,
  holders: readonly Holder[],
  depth = 0,
): readonly DefaultText[] {
  const { tree } = reading;
  const node = unwrap(expression);
  const literal = literalOf(node);
  if (literal) return depth > 0 ? [{ text: literalText(literal) ?? '', nodes: [literal], expression, holders }] : [];
  if (depth > DEEPEST) return [];
  const inner = (one: Node) => defaultsIn(reading, one, holders, depth + 1);
  switch (node.type) {
    case 'ConditionalExpression':
      return [...inner(node.consequent), ...inner(node.alternate)];
    case 'LogicalExpression':
      return node.operator === '&&' ? inner(node.right) : [...inner(node.left), ...inner(node.right)];
    case 'Identifier': {
      const variable = tree.variableOf(node);
      const value = variable && valueOf(tree, variable);
      if (!value) return depth > 0 && isImported(variable) ? constantText(reading, expression, holders) : [];
      const constant = literalOf(unwrap(value.node));
      // as the default of the variable the literal is what stands in the choice
      if (constant && !value.isDefault)
        return [{ text: literalText(constant) ?? '', nodes: [constant], expression, holders }];
      return holders.length > 0 && !constant
        ? []
        : defaultsIn(reading, value.node, [...holders, { variable, value: value.node }], depth + 1);
    }
    case 'MemberExpression':
      return depth > 0 ? constantText(reading, expression, holders) : [];
    default:
      return [];
  }
}

/** The text of a member of a table, or of what another file defines, where that is one text whoever calls. */
function constantText(reading: FileReading, expression: Node, holders: readonly Holder[]): readonly DefaultText[] {
  const value = reading.texts.valueOf(expression);
  const [only, ...more] = value.kind === 'exact' ? value.texts : [];
  const isOne = only && more.length === 0 && only.nodes.length === 1 && !only.added;
  return isOne && !variesByRun(reading.tree, expression) ? [{ ...only, expression, holders }] : [];
}

function isImported(variable: Variable | undefined): boolean {
  return variable?.defs.some(({ type }) => (type as string) === 'ImportBinding') === true;
}

/** What a constant is, or the default of a parameter that nothing assigns. */
function valueOf(tree: Tree, variable: Variable): { readonly node: Node; readonly isDefault: boolean } | undefined {
  const [definition, ...more] = variable.defs;
  if (!definition || more.length > 0) return undefined;
  if (variable.references.some((reference) => reference.isWrite() && !reference.init)) return undefined;
  const name = definition.name as Node;
  const holder = tree.parentOf(name);
  const node = definition.node as Node;
  if (holder?.type === 'AssignmentPattern' && holder.left === name) return { node: holder.right, isDefault: true };
  const isWhole = node.type === 'VariableDeclarator' && node.id === name;
  return isWhole && node.init ? { node: node.init, isDefault: false } : undefined;
}
