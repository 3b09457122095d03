import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isFunction, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

const DEEPEST = 4;
/** Shorter parts of names say nothing: `span.name.includes('.')`. */
export const SHORTEST = 3;

/** How a text and what it is compared with must agree: the text is all of it, begins it, ends it, stands in it. */
export type Agreement = 'is' | 'begins' | 'ends' | 'in';

/** What a text is compared with. */
export interface Comparison {
  readonly how: Agreement;
  readonly other: Node;
  /** Of a test: `expect(other).toBe(text)`. */
  readonly isClaim?: true;
}

/** A list of texts that are looked up goes where nobody sees by what. */
export const OUT_OF_SIGHT = 'outOfSight';

const METHODS: Readonly<Record<string, Agreement>> = {
  startsWith: 'begins',
  endsWith: 'ends',
  includes: 'in',
  indexOf: 'in',
  lastIndexOf: 'in',
};

/** What begins a chain of claims: `expect(names).toContain('user_turn')`, `assert.equal(span.name, 'user_turn')`. */
const CLAIMS = /^(?:expect|assert|should|t)$/;

/**
 * What an expression that is a text is compared with: `span.name === TOOL`, `case TOOL:`, `span.name.startsWith(TOOL)`, a claim of a test, and
 * what the set, the list or the table that holds it is asked for: `new Set([TOOL]).has(span.name)`, `({ [TOOL]: 1 })[span.name]`.
 */
export function comparisonsOf(tree: Tree, expression: Node, depth = 0): readonly (Comparison | typeof OUT_OF_SIGHT)[] {
  const holder = tree.parentOf(expression);
  if (!holder || depth > DEEPEST) return [];
  switch (holder.type) {
    case 'BinaryExpression':
      if (!/^[!=]==?$/.test(holder.operator)) return [];
      return [{ how: 'is', other: holder.left === expression ? holder.right : holder.left }];
    case 'SwitchCase': {
      const around = tree.parentOf(holder);
      return around?.type === 'SwitchStatement' && holder.test === expression
        ? [{ how: 'is', other: around.discriminant }]
        : [];
    }
    case 'CallExpression': {
      const callee = unwrap(holder.callee);
      const how = callee.type === 'MemberExpression' ? METHODS[keyOf(callee) ?? ''] : undefined;
      if (how && callee.type === 'MemberExpression' && holder.arguments[0] === expression)
        return [{ how, other: callee.object }];
      return claimsOf(tree, expression);
    }
    case 'ArrayExpression': {
      const claims = claimsOf(tree, expression);
      return claims.length > 0 ? claims : heldLookups(tree, holder, depth);
    }
    case 'Property': {
      const table = tree.parentOf(holder);
      if (table?.type !== 'ObjectExpression') return [];
      if (holder.key === expression) return lookupsOf(tree, table, 'table', depth);
      return claimsOf(tree, expression);
    }
    default:
      return [];
  }
}

/** What a test says a text is: `expect(span.name).toBe(TOOL)`, `assert.equal(span.name, TOOL)`, `expect(span).toMatchObject({ name: TOOL })`. */
function claimsOf(tree: Tree, expression: Node): readonly Comparison[] {
  let at = expression;
  let call = tree.parentOf(at);
  while (call && /^(?:Property|ObjectExpression|ArrayExpression)$/.test(call.type)) {
    at = call;
    call = tree.parentOf(at);
  }
  if (call?.type !== 'CallExpression' || call.callee === at) return [];
  let root: Node = call;
  let first: TSESTree.CallExpression = call;
  while (root.type === 'MemberExpression' || root.type === 'CallExpression') {
    if (root.type === 'CallExpression') first = root;
    root = unwrap(root.type === 'MemberExpression' ? root.object : root.callee);
  }
  if (root.type !== 'Identifier' || !CLAIMS.test(root.name)) return [];
  // `expect(TOOL)` itself claims nothing yet, and is what the matcher is about
  if (first === call && root.name === 'expect') return claimAbout(tree, call, at);
  // `assert(…)`, and the `t` of a translation
  if (first === call && unwrap(call.callee).type !== 'MemberExpression') return [];
  const other = first === call ? call.arguments.find((argument) => argument !== at) : first.arguments[0];
  return other ? [{ how: 'is', other, isClaim: true }] : [];
}

/** `expect(TOOL).toBe(span.name)` */
function claimAbout(tree: Tree, call: Node, text: Node): readonly Comparison[] {
  let at = call;
  for (let up = tree.parentOf(at); up; up = tree.parentOf(at)) {
    if (up.type === 'CallExpression' && up.callee === at) {
      const [other] = up.arguments;
      return other && other !== text ? [{ how: 'is', other, isClaim: true }] : [];
    }
    if (up.type !== 'MemberExpression') return [];
    at = up;
  }
  return [];
}

/** What a constant that is a collection of texts is asked for, where it is read: `SPANS.includes(span.name)`, `LABELS[span.name]`. */
export function comparisonsOfCollection(
  tree: Tree,
  collection: Node,
): Readonly<Record<'elements' | 'keys', readonly Comparison[]>> {
  const [at, holder] = past(tree, collection);
  // `new Set(SPANS)`
  const isCopied =
    holder?.type === 'NewExpression' &&
    holder.arguments[0] === at &&
    /^(?:Set|Map)$/.test(tree.quote(holder.callee, 200));
  const seen = (holding: Holding) =>
    lookupsOf(tree, isCopied ? holder : collection, holding, 0).filter((one) => one !== OUT_OF_SIGHT);
  return { elements: seen(isCopied ? 'set' : 'list'), keys: isCopied ? [] : seen('table') };
}

type Holding = 'list' | 'set' | 'table';

/** What a list is asked for, or the set or the map that is made of it. */
function heldLookups(tree: Tree, array: Node, depth: number): readonly (Comparison | typeof OUT_OF_SIGHT)[] {
  const [list, around] = past(tree, array);
  if (around?.type === 'NewExpression' && around.arguments[0] === list && around.callee.type === 'Identifier') {
    if (around.callee.name === 'Set') return lookupsOf(tree, around, 'set', depth);
    return [];
  }
  if (around?.type === 'ArrayExpression' && (array as { elements?: readonly unknown[] }).elements?.length === 2) {
    // `new Map([[TOOL, 1]])`
    const [entries, map] = past(tree, around);
    const isMap =
      map?.type === 'NewExpression' &&
      map.arguments[0] === entries &&
      map.callee.type === 'Identifier' &&
      map.callee.name === 'Map';
    return isMap ? lookupsOf(tree, map, 'set', depth) : [];
  }
  return lookupsOf(tree, array, 'list', depth);
}

/** An expression with what leaves its value as it is, and what holds it. */
function past(tree: Tree, expression: Node): [Node, Node | undefined] {
  let at = expression;
  let parent = tree.parentOf(at);
  for (; parent; parent = tree.parentOf(at)) {
    const isFrozen =
      parent.type === 'CallExpression' &&
      parent.arguments[0] === at &&
      tree.quote(parent.callee, 200) === 'Object.freeze';
    if (unwrap(parent) === parent && !isFrozen) break;
    at = parent;
  }
  return [at, parent];
}

const ASKS = /^(?:has|get|includes|indexOf|lastIndexOf|hasOwnProperty)$/;
const GOES_THROUGH = /^(?:some|every|find|findLast|filter|findIndex|forEach)$/;

/** What a set, a list or a table is asked for, where it stands and through the constant or the field that holds it. */
function lookupsOf(
  tree: Tree,
  container: Node,
  holding: Holding,
  depth: number,
): readonly (Comparison | typeof OUT_OF_SIGHT)[] {
  if (depth > DEEPEST) return [];
  const [at, parent] = past(tree, container);
  // sets and maps are made to be asked; most lists and tables are read in other ways
  const elsewhere = holding === 'set' ? [OUT_OF_SIGHT as typeof OUT_OF_SIGHT] : [];
  switch (parent?.type) {
    case 'MemberExpression': {
      if (parent.object !== at) return [];
      const key = keyOf(parent) ?? '';
      const call = tree.parentOf(parent);
      if (call?.type !== 'CallExpression' || call.callee !== parent) {
        const isLookup = holding === 'table' && parent.computed && parent.property.type !== 'Literal';
        return isLookup ? [{ how: 'is', other: parent.property }] : [];
      }
      const [first] = call.arguments;
      if (!first) return [];
      if (ASKS.test(key)) return [{ how: 'is', other: first }];
      const parameter = holding === 'list' && GOES_THROUGH.test(key) && isFunction(first) ? first.params[0] : undefined;
      return parameter ? comparisonsOfNames(tree, tree.namesIn(parameter), depth) : [];
    }
    case 'BinaryExpression':
      return parent.operator === 'in' && parent.right === at ? [{ how: 'is', other: parent.left }] : [];
    case 'ForOfStatement':
      return parent.right === at && parent.left.type === 'VariableDeclaration' && holding !== 'table'
        ? comparisonsOfNames(tree, parent.left.declarations.flatMap(({ id }) => tree.namesIn(id)).slice(0, 1), depth)
        : [];
    case 'CallExpression': {
      if (tree.quote(parent.callee, 200) === 'Object.hasOwn') {
        const other = parent.arguments[1];
        return other ? [{ how: 'is', other }] : [];
      }
      return elsewhere;
    }
    case 'VariableDeclarator': {
      const variable = parent.init === at && parent.id.type === 'Identifier' ? tree.variableOf(parent.id) : undefined;
      if (!variable) return [];
      const reads = variable.references.filter(({ init }) => !init).map(({ identifier }) => identifier as Node);
      const isExported =
        tree.parentOf(tree.parentOf(parent) as Node)?.type === 'ExportNamedDeclaration' ||
        reads.some((read) => tree.parentOf(read)?.type.startsWith('Export'));
      const isTold = holding === 'set' || /spans?(?![a-z])|spans?$/i.test(variable.name);
      const found = reads.flatMap((read) => lookupsOf(tree, read, holding, depth + 1));
      return isExported && isTold ? [...found, OUT_OF_SIGHT] : found;
    }
    case 'PropertyDefinition': {
      const key = keyOf(parent);
      if (key === undefined || parent.value !== at) return [];
      const reads = tree.all('MemberExpression').filter((member) => keyOf(member) === key);
      return reads.flatMap((read) => lookupsOf(tree, read, holding, depth + 1));
    }
    case 'ReturnStatement':
    case 'NewExpression':
    case 'Property':
    case 'ExportDefaultDeclaration':
      return elsewhere;
    default:
      return [];
  }
}

function comparisonsOfNames(
  tree: Tree,
  variables: readonly Variable[],
  depth: number,
): readonly (Comparison | typeof OUT_OF_SIGHT)[] {
  return variables.flatMap(({ references }) =>
    references.filter(({ init }) => !init).flatMap(({ identifier }) => comparisonsOf(tree, identifier, depth + 1)),
  );
}
