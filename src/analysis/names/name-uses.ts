import type { Variable } from '@typescript-eslint/scope-manager';
import type { FileReading } from '../reading.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { comparisonsOf, OUT_OF_SIGHT } from './name-comparisons.ts';
import { thingComparedWith } from './named-things.ts';

const DEEPEST = 8;

export type IsName = (expression: Node) => boolean;

/**
 * What a reference does with a text or the table that holds it. `name`: it reads a name, or a member that has nothing to do with the
 * text. `matched`: it compares the text with the name of a span, so that it must be the new name where spans get that. `other`: it reads
 * the text for something else, or hands it on. `compared`: it compares the text with a name, which may be that of a span or of anything
 * else. `writes`: it may put another text in its place.
 */
export type NameUse = 'name' | 'matched' | 'other' | 'compared' | 'writes';

/**
 * The use that decides where a text is used in several ways; nothing where all follow the name. What must follow it beside what must not
 * is as good as compared with both.
 */
export function firstOtherUse(uses: readonly NameUse[]): Exclude<NameUse, 'name' | 'matched'> | undefined {
  if (uses.includes('writes')) return 'writes';
  if (uses.includes('compared') || (uses.includes('matched') && uses.includes('other'))) return 'compared';
  return uses.includes('other') ? 'other' : undefined;
}

type Keys = readonly (string | undefined)[];

interface How {
  readonly isName: IsName;
  readonly isLiteral: boolean;
}

/**
 * Says what a reference does with a text.
 * @param keys the path to the text in what is referred to; an unknown key stands for all members
 * @param isLiteral whether the type of the text is the text itself: `typeof` tells it then, and nothing can write to it
 */
export function nameUseOf(reading: FileReading, reference: Node, keys: Keys, how: How, depth = 0): NameUse {
  const { tree } = reading;
  let [at, parent] = past(tree, reference);
  if (!parent || depth > DEEPEST) return 'other';
  if (/^TS(?:TypeQuery|TypeReference|QualifiedName)$/.test(parent.type))
    return isReadByType(tree, reference, keys, how.isLiteral) ? 'other' : 'name';
  // files that read a copy under its own name do not know what it is a copy of
  if (isExported(tree, at, parent)) return depth > 0 ? 'other' : 'name';
  if (parent.type === 'VariableDeclarator' && parent.init === at) {
    if (tree.parentOf(tree.parentOf(parent) as Node)?.type === 'ExportNamedDeclaration') return 'other';
    // `const CURRENT = TOOL`, `const { tool } = NAMES`
    const uses = copiesIn(tree, parent.id, keys).flatMap(([variable, rest]) =>
      variable.references
        .filter((one) => !one.init)
        .map((one) => nameUseOf(reading, one.identifier, rest, how, depth + 1)),
    );
    return firstOtherUse(uses) ?? (uses.includes('matched') ? 'matched' : 'name');
  }
  if (keys.length > 0 && !how.isLiteral && isFilled(reading, at, keys, depth)) return 'writes';
  for (const [i, key] of keys.entries()) {
    if (parent?.type !== 'MemberExpression' || parent.object !== at) return 'other';
    const read = keyOf(parent);
    if (read !== undefined && key !== undefined && read !== key) return 'name';
    [at, parent] = past(tree, parent);
    if (isWritten(tree, at)) return 'writes';
    if (i < keys.length - 1 && !how.isLiteral && isFilled(reading, at, keys.slice(i + 1), depth)) return 'writes';
  }
  return partUseOf(reading, at, how.isName);
}

/** An expression with the type assertions round it, and what holds it. */
function past(tree: Tree, expression: Node): [Node, Node | undefined] {
  let at = expression;
  let parent = tree.parentOf(at);
  while (parent && /^(?:TS(?:As|Satisfies|NonNull)Expression|TSTypeAssertion|ChainExpression)$/.test(parent.type)) {
    at = parent;
    parent = tree.parentOf(at);
  }
  return [at, parent];
}

/** Whether an expression is given to other files: `export { TOOL }`, `module.exports = { TOOL }`, `exports.TOOL = TOOL`. */
function isExported(tree: Tree, expression: Node, parent: Node): boolean {
  if (/^Export(?:Specifier|DefaultDeclaration)$/.test(parent.type)) return true;
  if (parent.type === 'Property' && parent.value === expression) {
    const object = tree.parentOf(parent);
    const holder = object && tree.parentOf(object);
    return holder?.type === 'AssignmentExpression' && tree.quote(holder.left) === 'module.exports';
  }
  return (
    parent.type === 'AssignmentExpression' &&
    parent.right === expression &&
    /^(?:module\.)?exports(?:\.[\w$]+)?$/.test(tree.quote(parent.left, 200))
  );
}

/** The variables of a pattern that get a text, or what holds it, with the path to the text in each. */
function copiesIn(tree: Tree, pattern: Node, keys: Keys): (readonly [Variable, Keys])[] {
  const [key, ...rest] = keys;
  switch (pattern.type) {
    case 'Identifier': {
      const variable = tree.variableOf(pattern);
      return variable ? [[variable, keys]] : [];
    }
    case 'AssignmentPattern':
      return copiesIn(tree, pattern.left, keys);
    case 'ObjectPattern': {
      const isTaken = key !== undefined && pattern.properties.some((property) => keyOf(property) === key);
      return pattern.properties.flatMap((property) => {
        if (property.type === 'RestElement') return isTaken ? [] : copiesIn(tree, property.argument, keys);
        const read = keyOf(property);
        return read === undefined || key === undefined || read === key ? copiesIn(tree, property.value, rest) : [];
      });
    }
    case 'ArrayPattern':
      return pattern.elements.flatMap((element, i) => {
        if (element?.type === 'RestElement') return copiesIn(tree, element.argument, [undefined, ...rest]);
        return element && (key === undefined || key === String(i)) ? copiesIn(tree, element, rest) : [];
      });
    default:
      return [];
  }
}

/** Whether a type of the file tells the text: `typeof TOOL`, `(typeof NAMES)['tool']`, `` `${SpanName}` ``. */
function isReadByType(tree: Tree, reference: Node, keys: readonly (string | undefined)[], isLiteral: boolean): boolean {
  let at = reference;
  let parent = tree.parentOf(at);
  const path = [...keys];
  for (; parent?.type === 'TSQualifiedName' && parent.left === at; parent = tree.parentOf(at)) {
    const key = path.shift();
    if (key !== undefined && key !== parent.right.name) return false;
    at = parent;
  }
  if (parent?.type === 'TSTypeReference') return tree.parentOf(parent)?.type === 'TSTemplateLiteralType';
  if (parent?.type !== 'TSTypeQuery' || !isLiteral) return false;
  at = parent;
  for (
    parent = tree.parentOf(at);
    parent?.type === 'TSIndexedAccessType' && parent.objectType === at;
    parent = tree.parentOf(at)
  ) {
    const literal = parent.indexType.type === 'TSLiteralType' ? (parent.indexType.literal as Node) : undefined;
    const key = path.shift();
    if (literal?.type === 'Literal' && key !== undefined && String(literal.value) !== key) return false;
    at = parent;
  }
  return !(parent?.type === 'TSTypeOperator' && parent.operator === 'keyof');
}

/** Whether a member is what an assignment, an increment or `delete` changes. */
function isWritten(tree: Tree, member: Node): boolean {
  const parent = tree.parentOf(member);
  return (
    (parent?.type === 'AssignmentExpression' && parent.left === member) ||
    parent?.type === 'UpdateExpression' ||
    (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
  );
}

/** Functions that write to their first argument. */
const FILLS =
  /^(?:Object\.(?:assign|definePropert(?:y|ies)|setPrototypeOf)|Reflect\.\w+|(?:.*\.)?(?:assign|merge|defaults|extend|fill|populate|override|patch|set)\w*)$/;
const CHANGES = /^(?:push|unshift|splice|sort|reverse|fill|copyWithin|pop|shift|set|delete|clear)$/;

/** Whether a table is handed to what writes to it: `Object.assign(NAMES, …)`, `NAMES.push(…)`, a function of this file. */
function isFilled(reading: FileReading, table: Node, keys: Keys, depth: number): boolean {
  const { tree, origins } = reading;
  const parent = tree.parentOf(table);
  if (parent?.type === 'CallExpression' && parent.callee !== table) {
    const index = parent.arguments.findIndex((argument) => argument === table);
    if (index === 0 && FILLS.test(tree.quote(parent.callee, 200))) return true;
    const parameter = origins.functionOf(parent.callee)?.params[index];
    const how = { isName: () => false, isLiteral: false };
    const copies = parameter ? copiesIn(tree, parameter, keys) : [];
    return copies.some(([variable, rest]) =>
      variable.references.some((one) => nameUseOf(reading, one.identifier, rest, how, depth + 1) === 'writes'),
    );
  }
  const call = parent?.type === 'MemberExpression' && parent.object === table ? tree.parentOf(parent) : undefined;
  return call?.type === 'CallExpression' && call.callee === parent && CHANGES.test(keyOf(parent) ?? '');
}

/** Whether an expression is a name, a branch of one, or compared with the name of a span. */
export function isNamePart(reading: FileReading, expression: Node, isName: IsName): boolean {
  return /^(?:name|matched)$/.test(partUseOf(reading, expression, isName));
}

function partUseOf(reading: FileReading, expression: Node, isName: IsName): 'name' | 'matched' | 'compared' | 'other' {
  const { tree } = reading;
  let at = expression;
  for (let up: Node | undefined = at; up; up = tree.parentOf(up)) {
    at = up;
    if (isName(at)) return 'name';
    const comparisons = comparisonsOf(tree, at);
    if (comparisons.length > 0) {
      const uses = comparisons.map((one) => useOfComparison(reading, at, one));
      return uses.every((use) => use === uses[0]) ? (uses[0] ?? 'other') : 'compared';
    }
    const holder = tree.parentOf(at);
    if (!holder || !isPassing(holder)) return 'other';
  }
  return 'other';
}

/** A text is compared with the name of a span, with another name that may be one, or with anything else. */
function useOfComparison(
  reading: FileReading,
  text: Node,
  comparison: ReturnType<typeof comparisonsOf>[number],
): 'matched' | 'compared' | 'other' {
  if (comparison === OUT_OF_SIGHT) return 'compared';
  const thing = thingComparedWith(reading, text, comparison.other);
  if (thing === 'span') return 'matched';
  return thing || comparison.isClaim ? 'compared' : 'other';
}

/** Whether an expression hands on what stands in it. */
function isPassing(node: Node): boolean {
  return unwrap(node) !== node || /^(?:ConditionalExpression|LogicalExpression|AssignmentExpression)$/.test(node.type);
}
