import type { TSESTree } from '@typescript-eslint/types';
import { uniqueAlternatives, type Alternatives } from './alternatives.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import { isSame } from '../syntax/same-place.ts';
import { leaves } from '../syntax/leaving-statement.ts';
import { valuesOf } from '../syntax/sources.ts';
import { listedTexts, testOfElement, thereBy } from './listed-texts.ts';
import type { TypeGuards } from './type-guards.ts';
import { NOTHING_BOUND, type TextReader } from './text-reader.ts';
import { isFunction, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/**
 * The texts that the conditions around an expression let it be: `name === 'a'`, `NAMES.includes(name)`, the label of a `case`, also
 * where the code before it leaves for all others.
 * @param expression a name that is assigned once, or a path of properties below one, that nothing assigns
 * @returns nothing where no condition in sight tells all of them
 */
export function guardedTexts(reader: TextReader, guards: TypeGuards, expression: Node): Alternatives | undefined {
  const { tree } = reader;
  if (!isSteady(tree, expression)) return undefined;
  for (let below = expression, up = tree.parentOf(below); up; below = up, up = tree.parentOf(up)) {
    const texts = textsBetween({ reader, guards }, expression, below, up);
    if (texts) return texts;
    // what runs later may find another value in a property
    if (isFunction(up) && expression.type === 'MemberExpression') return undefined;
  }
  return undefined;
}

/** What is asked for the texts of conditions. */
interface Asked {
  readonly reader: TextReader;
  readonly guards: TypeGuards;
}

/** What a node says of an expression in one of its children. */
function textsBetween(asked: Asked, expression: Node, below: Node, up: Node): Alternatives | undefined {
  switch (up.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return below === up.test ? undefined : allowed(asked, expression, up.test, below === up.consequent);
    case 'LogicalExpression':
      return below === up.right && up.operator !== '??'
        ? allowed(asked, expression, up.left, up.operator === '&&')
        : undefined;
    case 'SwitchCase':
      return below === up.test ? undefined : labels(asked.reader, expression, up);
    case 'BlockStatement':
    case 'Program': {
      // a function declaration is called from above the conditions before it as well
      if (below.type === 'FunctionDeclaration') return undefined;
      for (const statement of up.body) {
        if (statement === below) return undefined;
        const asserted = assertedBy(asked, expression, statement);
        if (asserted) return asserted;
        const isGuard = statement.type === 'IfStatement' && !statement.alternate && leaves(statement.consequent);
        const texts = isGuard ? allowed(asked, expression, statement.test, false) : undefined;
        if (texts) return texts;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

/** The texts of an expression where a test is true, or where it is false. */
function allowed(asked: Asked, expression: Node, test: Node, truth: boolean): Alternatives | undefined {
  const node = unwrap(test);
  const inner = (one: Node, value = truth) => allowed(asked, expression, one, value);
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === '!' ? inner(node.argument, !truth) : undefined;
    case 'LogicalExpression': {
      if (node.operator === '??') return undefined;
      const sides = [inner(node.left), inner(node.right)];
      const [left, right] = sides;
      // both sides hold
      if ((node.operator === '&&') === truth) return left ?? right;
      return left && right ? uniqueAlternatives([...left, ...right]) : undefined;
    }
    case 'BinaryExpression': {
      const known = listed(asked, expression, node, truth);
      if (known) return known;
      const there = thereBy(node, truth);
      if (there) return inner(there, true);
      if (!/^[!=]==?$/.test(node.operator) || node.operator.startsWith('=') !== truth) return undefined;
      const other = isSame(asked.reader.tree, node.left, expression)
        ? node.right
        : isSame(asked.reader.tree, node.right, expression)
          ? node.left
          : undefined;
      return other && blamed(asked.reader.read(other, NOTHING_BOUND), expression);
    }
    case 'CallExpression': {
      if (!truth) return undefined;
      const known = listed(asked, expression, node, truth) ?? guarded(asked, expression, node);
      const test = known ? undefined : testOfElement(node);
      return known ?? (test && inner(test));
    }
    case 'MemberExpression':
      return listed(asked, expression, node, truth);
    case 'Identifier': {
      // `const tool = TOOLS[name]; if (!tool) return;`
      const value = truth ? constantOf(asked.reader.tree, node) : undefined;
      return value && asked.reader.within(value, () => inner(value));
    }
    default:
      return undefined;
  }
}

/** `NAMES.includes(name)`, `name in TABLE`. */
function listed({ reader }: Asked, expression: Node, test: Node, truth: boolean): Alternatives | undefined {
  const texts = listedTexts(reader, test, truth, (one) => isSame(reader.tree, one, expression));
  return texts && few(texts, expression);
}

/** What a constant is set to. */
function constantOf(tree: Tree, name: Node): Node | undefined {
  const variable = tree.variableOf(name);
  const [source, ...more] = variable ? valuesOf(tree, variable) : [];
  return source?.kind === 'value' && source.path.length === 0 && more.length === 0 ? unwrap(source.node) : undefined;
}

/** `isChannel(name)`, by the written type of the function or by what it compares. */
function guarded(asked: Asked, expression: Node, call: TSESTree.CallExpression): Alternatives | undefined {
  const { reader, guards } = asked;
  const guard = guards.of(call, false);
  if (guard) return isSame(reader.tree, guard.argument, expression) ? few(guard.texts, expression) : undefined;
  const fn = guards.functionOf(call);
  const index = call.arguments.findIndex((argument) => isSame(reader.tree, argument, expression));
  const parameter = fn?.params[index];
  const [result, ...more] = fn ? returnedExpressions(reader.tree, fn) : [];
  if (!fn || parameter?.type !== 'Identifier' || !result || more.length > 0 || reader.open.includes(fn))
    return undefined;
  const texts = reader.within(fn, () => allowed(asked, parameter, result, true));
  return texts && few(texts, expression);
}

/** `assertChannel(name);`, which throws for all others. */
function assertedBy({ reader, guards }: Asked, expression: Node, statement: Node): Alternatives | undefined {
  const call = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined;
  if (call?.type !== 'CallExpression' || !call.arguments.some((one) => isSame(reader.tree, one, expression)))
    return undefined;
  const guard = guards.of(call, true);
  return guard && isSame(reader.tree, guard.argument, expression) ? few(guard.texts, expression) : undefined;
}

/** The texts of a type or of another name, as texts of the expression. */
function few(texts: Alternatives, expression: Node): Alternatives {
  return texts.map((parts) => parts.map((part) => ({ ...part, node: expression })));
}

/** The labels that lead to a case: its own, and those above it that fall through. */
function labels(reader: TextReader, expression: Node, own: TSESTree.SwitchCase): Alternatives | undefined {
  const owner = reader.tree.parentOf(own);
  if (owner?.type !== 'SwitchStatement' || !isSame(reader.tree, owner.discriminant, expression)) return undefined;
  const texts: Alternatives[] = [];
  for (let at = owner.cases.indexOf(own); at >= 0; at -= 1) {
    const one = owner.cases[at] as TSESTree.SwitchCase;
    if (one !== own && one.consequent.some(leaves)) break;
    const label = one.test && blamed(reader.read(one.test, NOTHING_BOUND), expression);
    if (!label) return undefined;
    texts.push(label);
  }
  return uniqueAlternatives(texts.reverse().flat());
}

/** Texts of a condition, as texts of the expression that it lets through; nothing where one of them is not known. */
function blamed(texts: Alternatives, expression: Node): Alternatives | undefined {
  if (texts.length === 0 || texts.some((parts) => parts.some((part) => part.kind !== 'text'))) return undefined;
  return texts.map((parts) => parts.map((part) => ({ ...part, node: expression })));
}

/** Whether an expression keeps its value between a condition and its use. */
function isSteady(tree: Tree, expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type === 'Identifier') {
    const variable = tree.variableOf(node);
    return variable !== undefined && !variable.references.some((one) => one.isWrite() && !one.init);
  }
  if (node.type === 'ThisExpression') return true;
  if (node.type !== 'MemberExpression' || keyOf(node) === undefined) return false;
  const isAssigned = tree.all('AssignmentExpression').some(({ left }) => isSame(tree, left, node));
  return !isAssigned && isSteady(tree, node.object);
}
