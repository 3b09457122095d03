import type { TSESTree } from '@typescript-eslint/types';
import { isElementStep, KEYS, RESULT, VALUES } from './collection-types.ts';
import { isConst } from './literal-types.ts';
import { fieldOf } from '../syntax/class-fields.ts';
import { partOfCall } from '../texts/list-calls.ts';
import { itemCollection } from '../loops/iteration-calls.ts';
import { annotationOf, valuesOf, type Path } from '../syntax/sources.ts';
import { isFunction, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

const DEEPEST = 12;

/** A written type, and where in a value of it something stands. */
export interface WrittenPlace {
  readonly type: Node;
  readonly path: Path;
}

/**
 * Where in which written type the value of an expression stands, as far as this file writes it down: the parameter `step` of
 * `steps.forEach((step) => …)` is any element of what `steps` is typed as.
 * @param path steps below the expression
 */
export function writtenPlaceOf(tree: Tree, expression: Node, path: Path = []): WrittenPlace | undefined {
  return placeAt(tree, expression, path, 0);
}

function placeAt(tree: Tree, expression: Node, path: Path, depth: number): WrittenPlace | undefined {
  if (depth > DEEPEST) return undefined;
  if (isAssertion(expression)) return { type: expression.typeAnnotation, path };
  const node = unwrap(expression, true);
  if (isFunction(node)) return ofFunction(node, path);
  switch (node.type) {
    case 'Identifier':
      return ofVariable(tree, node, path, depth);
    case 'ArrayExpression': {
      const [only, ...more] = node.elements;
      const isCopy = only?.type === 'SpreadElement' && more.length === 0 && isElementStep(path[0]);
      return isCopy ? placeAt(tree, only.argument, [undefined, ...path.slice(1)], depth + 1) : undefined;
    }
    case 'MemberExpression': {
      const key = keyOf(node);
      const owner = node.object.type === 'ThisExpression' ? tree.classOfThis(node.object) : undefined;
      if (!owner) return placeAt(tree, node.object, [key, ...path], depth + 1);
      const type = key === undefined ? undefined : fieldOf(owner, key)?.type;
      return type && { type, path };
    }
    case 'CallExpression':
      return ofCall(tree, node, path, depth);
    default:
      return undefined;
  }
}

/** An assertion that says more than that a value is anything. */
function isAssertion(node: Node): node is TSESTree.TSAsExpression | TSESTree.TSTypeAssertion {
  if (node.type !== 'TSAsExpression' && node.type !== 'TSTypeAssertion') return false;
  return !/^TS(?:Any|Unknown)Keyword$/.test(node.typeAnnotation.type) && !isConst(node.typeAnnotation);
}

function ofFunction({ returnType }: FunctionNode, [step, ...rest]: Path): WrittenPlace | undefined {
  return step === RESULT && returnType ? { type: returnType.typeAnnotation, path: rest } : undefined;
}

function ofVariable(tree: Tree, name: TSESTree.Identifier, path: Path, depth: number): WrittenPlace | undefined {
  const variable = tree.variableOf(name);
  if (!variable) return undefined;
  const annotation = annotationOf(tree, variable);
  if (annotation) return { type: annotation.type, path: [...annotation.path, ...path] };
  const [source, ...more] = valuesOf(tree, variable);
  if (!source || more.length > 0) return undefined;
  if (source.kind === 'value' && source.operator === '=')
    return placeAt(tree, source.node, [...source.path, ...path], depth + 1);
  if (source.kind === 'function') return ofFunction(source.node, path);
  if (source.kind === 'element') return placeAt(tree, source.of, [undefined, ...source.path, ...path], depth + 1);
  if (source.kind !== 'parameter' || source.rest) return undefined;
  const item = itemCollection(tree, source.fn, source.index);
  if (item) return placeAt(tree, item.collection, [item.isKey ? KEYS : VALUES, ...source.path, ...path], depth + 1);
  return undefined;
}

/** What a call gives: of a collection, as `Object.entries(sides)`, `steps.find(…)`, `sides.keys()`, or by the type of what is called. */
function ofCall(tree: Tree, call: TSESTree.CallExpression, path: Path, depth: number): WrittenPlace | undefined {
  const callee = unwrap(call.callee);
  const inner = (node: Node, steps: Path) => placeAt(tree, node, steps, depth + 1);
  const [step, ...rest] = path;
  if (callee.type === 'MemberExpression' && call.arguments.length === 0 && isElementStep(step) && path.length > 0) {
    const [side, ...below] = rest;
    switch (keyOf(callee)) {
      case 'keys':
        return inner(callee.object, [KEYS, ...rest]);
      case 'values':
        return inner(callee.object, [VALUES, ...rest]);
      case 'entries':
        return side === 0 || side === 1 ? inner(callee.object, [side === 0 ? KEYS : VALUES, ...below]) : undefined;
    }
  }
  if (isMapGet(callee, call)) return inner((callee as TSESTree.MemberExpression).object, [undefined, 1, ...path]);
  const part = partOfCall(call, step === VALUES ? [undefined, ...rest] : path);
  return part ? inner(part.root, part.keys ? [KEYS] : part.path) : inner(callee, [RESULT, ...path]);
}

/** `sides.get(side)`; of another thing than a map nothing stands at such a path. */
function isMapGet(callee: Node, call: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && keyOf(callee) === 'get' && call.arguments.length === 1;
}
